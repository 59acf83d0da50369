/** The browser that tests run in: `CHROME_PATH`, or the first of the usual names. */
import { execFileSync } from "node:child_process";

export const chromiumPath = (): string => {
  const looked = 'for name in "${CHROME_PATH:-chromium}" chromium-browser google-chrome; do command -v "$name" && break; done';
  const found = execFileSync("sh", ["-c", `${looked} || true`], { encoding: "utf8" }).trim();
  if (found === "") throw new Error("no Chromium is installed: run `npx tsx scripts/browser-env.ts`");
  return found;
};

export const chromiumFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

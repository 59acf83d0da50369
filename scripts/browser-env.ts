/**
 * `tsx scripts/browser-env.ts`: the browser that some suites run in. A Chromium that is there is used (`CHROME_PATH` names one);
 * otherwise Debian's package is installed, which needs root.
 */
import { fileURLToPath } from "node:url";
import { execute } from "./execute.js";

const installed = async (): Promise<boolean> => {
  const look = 'for name in "${CHROME_PATH:-chromium}" chromium-browser google-chrome; do command -v "$name" && exit; done; exit 1';
  const { code } = await execute(["sh", "-c", look]);
  return code === 0;
};

export const ensureBrowser = async (): Promise<void> => {
  if (await installed()) return;
  const { output } = await execute([
    "sh",
    "-c",
    "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium",
  ]);
  if (await installed()) return;
  throw new Error(`no Chromium, and none could be installed; name one with CHROME_PATH\n${output}`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBrowser();

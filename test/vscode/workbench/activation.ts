/** `npm run bench:activation`: what the installed extension takes to activate, as VS Code itself tells it, beside the extensions that come with it. */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addressOf, openBrowser } from "../host/browser.js";
import { startServer } from "../host/server.js";
import { makeIrisRepository } from "../iris-repository.js";
import { workbenchIn } from "./workbench.js";

const windows = 5;
const vsix = fileURLToPath(new URL("../../../../packages/vscode-extension/build/muster.vsix", import.meta.url));

/** The milliseconds of each extension that is running in a window of its own, by name. */
const timesIn = async (folder: string): Promise<ReadonlyMap<string, number>> => {
  const server = await startServer({ vsix: [vsix] });
  const { context, page } = await openBrowser(server);
  try {
    const workbench = workbenchIn(page);
    await page.goto(addressOf(server, folder));
    await workbench.statusItem("Muster").waitFor();
    await workbench.run("Developer: Show Running Extensions");
    const rows = page.locator(".runtime-extensions-editor .monaco-list-row");
    await rows
      .filter({ hasText: "Muster" })
      .filter({ hasText: /\d+ ?ms/ })
      .waitFor();
    const texts = await rows.allInnerTexts();
    return new Map(texts.map((text) => [text.split("\n")[0] ?? "", Number(/(\d+) ?ms/.exec(text)?.[1])]));
  } finally {
    await context.close();
    await server.stop();
  }
};

const place = mkdtempSync("/tmp/vsct-");
try {
  const folder = join(place, "iris");
  makeIrisRepository(folder);
  const times = new Map<string, number[]>();
  for (let window = 0; window < windows; window++)
    for (const [name, milliseconds] of await timesIn(folder)) times.set(name, [...(times.get(name) ?? []), milliseconds]);
  console.log(`milliseconds to activate, median and slowest of ${windows} windows`);
  for (const [name, all] of times) {
    const sorted = all.sort((a, b) => a - b);
    console.log(`${name.padEnd(40)} ${String(sorted[Math.floor(sorted.length / 2)]).padStart(6)} ${String(sorted.at(-1)).padStart(6)}`);
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}

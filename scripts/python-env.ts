/**
 * `tsx scripts/python-env.ts`: the Python programs that some suites run against, in `.cache/python`.
 * Made from test/requirements.txt where it is missing or the requirements changed; otherwise nothing is done.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute } from "./execute.js";
import { root } from "./root.js";

const directory = join(root, ".cache/python");
const requirements = join(root, "test/requirements.txt");
/** Written last, so an installation that was cut short is begun anew. */
const stamp = join(directory, "requirements.sha256");

/** The directory with the installed programs. */
export const pythonBin = join(directory, process.platform === "win32" ? "Scripts" : "bin");

export const ensurePythonEnv = async (): Promise<void> => {
  const wanted = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  await rm(directory, { recursive: true, force: true });
  await succeed([process.platform === "win32" ? "python" : "python3", "-m", "venv", directory]);
  await succeed([join(pythonBin, "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  await writeFile(stamp, wanted);
};

const succeed = async (command: readonly string[]): Promise<void> => {
  const { code, output } = await execute(command);
  if (code !== 0) throw new Error(`\`${command.join(" ")}\` failed:\n${output}`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensurePythonEnv();

/**
 * `npm run generate`: everything that follows from the schemas, the gate kinds' folders and the extension's messages.
 * `--check` writes nothing and fails on a difference.
 */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { composedSchemaFiles } from "./generate/composed.js";
import { messagesFile } from "./generate/messages.js";
import { pagesFile } from "./generate/pages.js";
import { readIfThere } from "./generate/read-if-there.js";
import { referenceFiles } from "./generate/reference.js";
import { readSchemas } from "./generate/schemas.js";
import { typeFiles } from "./generate/types.js";
import { validatorFile } from "./generate/validators.js";
import { root } from "./root.js";

/** Nothing else lives in these; what is there without a source is left over. */
const generatedFolders = ["packages/core/src/generated", "packages/cli/src/generated", "schemas/generated", "docs/reference"];

const check = process.argv.includes("--check");
const schemas = await readSchemas();
const files = new Map([
  ...(await typeFiles(schemas)),
  ...(await validatorFile(schemas)),
  ...composedSchemaFiles(schemas),
  ...(await referenceFiles(schemas)),
  ...(await pagesFile(schemas)),
  ...(await messagesFile()),
]);

const differing: string[] = [];
for (const [path, text] of files) {
  if ((await readIfThere(path)) === text) continue;
  differing.push(relative(root, path));
  if (check) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const leftOver: string[] = [];
for (const folder of generatedFolders) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (files.has(path)) continue;
    leftOver.push(relative(root, path));
    if (!check) await rm(path);
  }
}

if (check && differing.length + leftOver.length > 0) {
  if (differing.length > 0) console.error(`differ from what their sources say: ${differing.join(", ")}`);
  if (leftOver.length > 0) console.error(`have no source: ${leftOver.join(", ")}`);
  console.error("run `npm run generate` and commit the result");
  process.exitCode = 1;
}

/**
 * `npm run generate`: everything that follows from the schemas. `--check` writes nothing and fails on a difference.
 * Sources: schemas/*.schema.json and packages/core/src/gates/<kind>/schema.json.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { readSchemas } from "./generate/schemas.js";
import { root } from "./root.js";
import { typeFiles } from "./generate/types.js";
import { validatorFile } from "./generate/validators.js";
import { composedSchemaFiles } from "./generate/composed.js";

const check = process.argv.includes("--check");
const schemas = await readSchemas();
const files = new Map([...(await typeFiles(schemas)), ...(await validatorFile(schemas)), ...composedSchemaFiles(schemas)]);

const differing: string[] = [];
for (const [path, text] of files) {
  const current = await readFile(path, "utf8").catch(() => undefined);
  if (current === text) continue;
  differing.push(relative(root, path));
  if (check) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
if (check && differing.length > 0) {
  console.error(`differ from what the schemas say: ${differing.join(", ")}\nrun \`npm run generate\` and commit the result`);
  process.exitCode = 1;
}

/** Packs every published package as npm would and asks publint and arethetypeswrong what its users would meet. */
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute } from "../execute.js";
import { root, tool } from "../root.js";

interface Manifest {
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
}

const target = await mkdtemp(join(tmpdir(), "muster-packages-"));
const failures: string[] = [];
const must = async (command: readonly string[]) => {
  const { code, output } = await execute(command, 120);
  if (code === 0) return true;
  failures.push(`${command.join(" ")}\n${output}`);
  return false;
};

try {
  for (const folder of await readdir(join(root, "packages"))) {
    const manifest = JSON.parse(await readFile(join(root, "packages", folder, "package.json"), "utf8")) as Manifest;
    if (manifest.private === true) continue;
    const destination = join(target, folder);
    await mkdir(destination);
    if (!(await must(["npm", "pack", "--ignore-scripts", "--workspace", `packages/${folder}`, "--pack-destination", destination])))
      continue;
    const [name = ""] = await readdir(destination);
    const tarball = join(destination, name);
    await must([tool("publint"), "run", tarball, "--strict"]);
    if (manifest.exports?.["."] === undefined) continue;
    await must([tool("attw"), tarball, "--profile", "esm-only", "--no-definitely-typed", "--exclude-entrypoints", "./package.json"]);
  }
} finally {
  await rm(target, { recursive: true });
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

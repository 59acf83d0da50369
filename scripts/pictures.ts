/** `npm run pictures`: the pictures of the README, each the real output of a command. `--check` writes nothing and fails on a difference. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { svgOf } from "./pictures/terminal.js";
import { root } from "./root.js";

const pictures = [
  { name: "refused", args: ["check", "--evidence", "evidence/denied.json"] },
  { name: "waiting", args: ["check", "--evidence", "evidence/waiting.json"] },
] as const;

let differs = false;
for (const { name, args } of pictures) {
  const { stdout } = spawnSync(process.execPath, [join(root, "packages/cli/bin/muster.js"), ...args], {
    cwd: join(root, "examples/fraud-models"),
    encoding: "utf8",
    env: { PATH: process.env["PATH"], FORCE_COLOR: "1", COLUMNS: "96" },
  });
  const svg = svgOf(`$ muster ${args.join(" ")}`, stdout);
  const file = join(root, "docs/images", `${name}.svg`);
  if ((await readFile(file, "utf8").catch(() => undefined)) === svg) continue;
  if (!process.argv.includes("--check")) await writeFile(file, svg);
  else {
    differs = true;
    console.error(`docs/images/${name}.svg is not what the command prints\nrun \`npm run pictures\` and commit the result`);
  }
}
process.exitCode = differs ? 1 : 0;

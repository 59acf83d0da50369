/** `npm run test:unit -- PACKAGE [mocha's options]`: builds one package and runs its tests. */
import { spawnSync } from "node:child_process";
import { root, tool } from "./root.js";
import { suites } from "./test/suites.js";

const [name = "", ...options] = process.argv.slice(2);
const suite = (await suites()).find((each) => each.name === `packages/${name}`);
if (suite === undefined) throw new Error(`packages/${name} has no tests; name a package`);

const run = (command: string, args: readonly string[]) => spawnSync(tool(command), args, { cwd: root, stdio: "inherit" }).status ?? 1;
process.exitCode = run("tsc", ["-b", suite.name, `${suite.name}/test`]) || run("mocha", [...options, ...suite.files]);

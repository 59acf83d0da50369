/** `npm test`: builds, runs every check and every suite, and ends with one line, `N passed, N failed`. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root, tool } from "./root.js";
import { check } from "./test/check.js";
import { mocha } from "./test/mocha.js";
import { run } from "./test/run.js";
import type { Step } from "./test/step.js";
import { inVscode, suites } from "./test/suites.js";

const script = (path: string, ...args: string[]) => [tool("tsx"), `scripts/${path}`, ...args];

/** What some suites run against; a step only where it is there. */
const python: readonly Step[] = existsSync(join(root, "scripts/python-env.ts"))
  ? [check("python environment", script("python-env.ts"))]
  : [];

/** What some suites run in. */
const browser = check("browser", script("browser-env.ts"));
// One after the other: both may ask Debian's packages.
const neovim = check("Neovim", script("neovim-env.ts"), [browser.name]);

const vscode = check("VS Code", script("vscode-env.ts"));
const extension = check("extension", script("vscode-package.ts"), ["build"]);

/** TypeScript that is run as it is. */
const uncompiled = ["bench", ...readdirSync(join(root, "examples")).map((name) => `examples/${name}`)].filter((folder) =>
  existsSync(join(root, folder, "tsconfig.json")),
);

const checks: readonly Step[] = [
  check("build", [tool("tsc"), "-b"]),
  ...python,
  browser,
  neovim,
  vscode,
  extension,
  check("generated files are current", script("generate.ts", "--check")),
  check("types of scripts", [tool("tsc"), "-p", "scripts"]),
  ...uncompiled.map((folder) => check(`types of ${folder}`, [tool("tsc"), "-p", folder, "--noEmit"], ["build"])),
  check("format", [tool("prettier"), "--check", "."]),
  check("lockfile names no address", script("checks/dependencies.ts", "addresses")),
  check("engines", script("checks/dependencies.ts", "engines")),
  check("licences", script("checks/dependencies.ts", "licences")),
  check("lint", [tool("eslint"), "."], ["build"]),
  check("unused code", [tool("knip")], ["build"]),
  check("pictures are current", script("pictures.ts", "--check"), ["build"]),
  check("published packages", script("checks/packages.ts"), ["build"]),
];

const tests = (await suites()).map((suite) => {
  const environment = suite.name === inVscode ? [vscode, extension, ...python] : python;
  return mocha(suite, ["build", browser.name, neovim.name, ...environment.map(({ name }) => name)]);
});
const { passed, failed } = await run([...checks, ...tests], 2);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

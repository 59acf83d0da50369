import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

const root = fileURLToPath(new URL("../../..", import.meta.url));
// The files are made up, so no project knows them: the rules that need types stay out.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

const problems = async (path: string, code: string): Promise<readonly string[]> => {
  const results = await eslint.lintText(`${code}\n`, { filePath: join(root, path) });
  return results.flatMap(({ messages }) =>
    messages.filter(({ severity }) => severity === 2).map(({ message, ruleId }) => `${ruleId ?? "fatal"}: ${message}`),
  );
};

const refused = (title: string, path: string, code: string, expected: RegExp) =>
  it(title, async () => {
    const found = await problems(path, code);
    assert.equal(found.length, 1, `${path}: ${code}\n${found.join("\n")}`);
    assert.match(found[0] ?? "", expected);
  });

const accepted = (title: string, path: string, code: string) => it(title, async () => assert.deepEqual(await problems(path, code), []));

describe("lint keeps the one direction of dependency", () => {
  refused(
    "core imports no other package",
    "packages/core/src/a.ts",
    'export { gitRegistry } from "@muster/git";',
    /muster\/boundaries: packages\/core\/src may not import `@muster\/git`/,
  );
  refused(
    "no adapter knows another",
    "packages/postgres/src/a.ts",
    'export type Git = import("@muster/git").Registry;',
    /muster\/boundaries: packages\/postgres\/src may not import `@muster\/git`/,
  );
  refused(
    "nothing imports upward, not even when asked at run time",
    "packages/git/src/a.ts",
    'export const cli = await import("@muster/cli");',
    /muster\/boundaries: packages\/git\/src may not import `@muster\/cli`/,
  );
  refused(
    "a package is imported by its public name only",
    "packages/cli/src/a.ts",
    'export { evaluate } from "@muster/core/dist/evaluate.js";',
    /muster\/boundaries: `@muster\/core\/dist\/evaluate.js` is no public name/,
  );
  refused(
    "no relative import crosses packages",
    "packages/git/src/deep/a.ts",
    'export { digestOf } from "../../../core/src/canonical/digest.js";',
    /muster\/boundaries: `.*digest\.js` leaves packages\/git\/src/,
  );
  refused(
    "tests import their own package by its public name",
    "packages/core/test/a.test.ts",
    'export { digestOf } from "../src/canonical/digest.js";',
    /muster\/boundaries: `.*digest\.js` leaves packages\/core\/test/,
  );
  refused(
    "contract suites and fakes are for tests only",
    "packages/git/src/a.ts",
    'export { memoryLedger } from "@muster/core/testing";',
    /muster\/boundaries: `@muster\/core\/testing` is for tests only/,
  );
  accepted(
    "the command line may import core and the adapters",
    "packages/cli/src/a.ts",
    'export { a } from "@muster/core";\nexport { b } from "@muster/git";',
  );
  accepted(
    "a test may import its package and core's contract suites",
    "packages/git/test/a.test.ts",
    'export { a } from "@muster/git";\nexport { b } from "@muster/core/testing";',
  );
});

describe("lint keeps core pure", () => {
  const core = "packages/core/src/a.ts";
  refused("core uses no built-in of Node", core, 'export { join } from "node:path";', /muster\/boundaries: core is pure .* `node:path`/);
  refused(
    "nor its contract suites and fakes",
    "packages/core/src/testing/a.ts",
    'export { strict } from "assert";',
    /muster\/boundaries: core is pure/,
  );
  const impure: readonly (readonly [string, string, RegExp])[] = [
    ["the environment", "process.env.HOME", /no-restricted-globals: .*'process'/],
    ["the host's clock", "Date.now()", /no-restricted-properties: 'Date\.now'/],
    ["the host's clock in a new Date", "new Date()", /no-restricted-syntax: core has no clock/],
    ["the host's clock in Temporal", "Temporal.Now.instant()", /no-restricted-syntax: core has no clock/],
    ["randomness", "Math.random()", /no-restricted-properties: 'Math\.random'/],
    ["randomness from crypto", "crypto.randomUUID()", /no-restricted-globals: .*'crypto'/],
    ["a timer", "setTimeout(() => 1, 1)", /no-restricted-globals: .*'setTimeout'/],
    ["the network", 'fetch("https://example.com")', /no-restricted-globals: .*'fetch'/],
    ["a measure of time", "performance.now()", /no-restricted-globals: .*'performance'/],
    ["the host's locale", '"a".localeCompare("b")', /no-restricted-syntax: .*locale/],
    ["the host's time-zone data", 'Intl.supportedValuesOf("timeZone")', /no-restricted-globals: .*'Intl'/],
  ];
  for (const [what, expression, expected] of impure) {
    refused(`core does without ${what}`, core, `export const value = ${expression};`, expected);
  }
  accepted("a Date from a given instant is pure", core, "export const date = (instant: number) => new Date(instant);");
  accepted(
    "core/src/time reads the time-zone data",
    "packages/core/src/time/a.ts",
    'export const zones = Intl.supportedValuesOf("timeZone");',
  );
});

describe("lint keeps the editor translatable", () => {
  const path = "packages/vscode-extension/src/a.ts";
  const say = (text: string) => `import * as vscode from "vscode";\nexport const say = () => vscode.window.showErrorMessage(${text});`;
  refused("what a message says goes through l10n", path, say('"It failed."'), /no-restricted-syntax: Say it through `l10n.t`/);
  refused(
    "also where a name is put into it",
    path,
    say("`It failed: ${vscode.env.appName}`"),
    /no-restricted-syntax: Say it through `l10n.t`/,
  );
  refused("what a question says goes through l10n", path, 'export const input = { prompt: "Why?" };', /no-restricted-syntax: Say it/);
  accepted("a text that does is accepted", path, say('vscode.l10n.t("It failed.")'));
  accepted("names alone are no text", path, "export const title = (model: string, version: string) => ({ title: `${model}@${version}` });");
  accepted("agents are spoken to in English", "packages/vscode-extension/src/agents/a.ts", 'export const said = { title: "Ask first" };');
});

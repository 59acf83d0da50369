import assert from "node:assert/strict";
import { jsonOf, muster, type PrintedProblem } from "./muster.js";
import { commit, config, git, irisRepository, newFolder, write } from "./workspaces.js";

const policy = `version: 1
name: p
models: ["iris"]
stages:
  - name: development
  - name: staging
    gates:
      - uses: least
        with: { accuracy: 0.9 }
`;

/** A plugin in one file, with a part of it in another. */
const plugin = {
  "gates/least.mjs": `import { holds } from "./holds.mjs";
export const manifest = { apiVersion: 1, name: "least", version: "1.0.0", gates: ["least"] };
export const gates = [{
  kind: "least",
  schema: { type: "object", required: ["accuracy"], properties: { accuracy: { type: "number" } }, additionalProperties: false },
  codes: { enough: "it is enough", "too-low": "it is too low" },
  prepare: (keys) => keys,
  requires: () => [{ need: "metric", name: "accuracy" }],
  evaluate: ({ accuracy }, { evidence }) =>
    holds(evidence.candidate.metrics.accuracy, accuracy)
      ? { outcome: "passed", code: "enough", message: "enough" }
      : { outcome: "failed", code: "too-low", message: "too low" },
}];
`,
  "gates/holds.mjs": "export const holds = (value, least) => value >= least;\n",
};

const withPlugin = (files: Readonly<Record<string, string>> = {}): string => {
  const cwd = irisRepository();
  commit(cwd, { "promotion.yaml": policy, "muster.config.yaml": `${config}plugins: ["./gates/least.mjs"]\n`, ...plugin, ...files });
  return cwd;
};

const check = (cwd: string, ...args: readonly string[]) => muster({ cwd }, "check", "iris@v1.0.0", "--to", "staging", ...args);

describe("a plugin", () => {
  it("decides beside the built-in gates, and its version is recorded", async () => {
    const { code, stdout } = await check(withPlugin(), "--format", "json");
    assert.equal(code, 0);
    const { engine, gates } = JSON.parse(stdout) as { engine: { plugins: unknown }; gates: { id: string; outcome: string }[] };
    assert.deepEqual(engine.plugins, [{ name: "least", version: "1.0.0" }]);
    assert.deepEqual(
      gates.map(({ outcome }) => outcome),
      ["passed", "passed"],
    );
  });

  it("has its keys checked against its schema, with the place in the policy", async () => {
    const cwd = withPlugin({ "promotion.yaml": policy.replace("0.9", '"high"') });
    const { code, stdout } = await muster({ cwd }, "validate");
    assert.equal(code, 2);
    assert.match(stdout, /promotion\.yaml:9:\d+ error wrong-type/);
  });

  it("that is installed is found from the configuration's folder, not from muster's", async () => {
    const [file, part] = [plugin["gates/least.mjs"], plugin["gates/holds.mjs"]];
    const cwd = newFolder({
      "promotion.yaml": policy,
      "muster.config.yaml": 'version: 1\nplugins: ["least"]\n',
      "evidence.json":
        '{ "model": "iris", "candidate": { "version": "1", "metrics": { "accuracy": 0.95 } }, "request": { "to": "staging" } }',
      "node_modules/least/package.json":
        '{ "name": "least", "type": "module", "exports": { "import": "./main.js" }, "muster": { "apiVersion": 1, "name": "least", "version": "2.0.0", "gates": ["least"] } }',
      "node_modules/least/main.js": file.replace("./holds.mjs", "./holds.js"),
      "node_modules/least/holds.js": part,
      "deep/file": "",
    });
    const { code, stdout, stderr } = await muster({ cwd: `${cwd}/deep` }, "check", "--evidence", "../evidence.json", "--format", "json");
    assert.equal(code, 0, stderr);
    assert.deepEqual((JSON.parse(stdout) as { engine: { plugins: unknown } }).engine.plugins, [{ name: "least", version: "2.0.0" }]);
  });

  it("that throws while it judges makes its gate unknown, never passed", async () => {
    const cwd = withPlugin({ "gates/holds.mjs": 'export const holds = () => { throw new Error("out of cheese"); };\n' });
    const { code, stdout } = await check(cwd);
    assert.equal(code, 4);
    assert.match(stdout, /out of cheese/);
  });

  it("moves a model by what was committed of it, whatever lies in the working tree", async () => {
    const cwd = withPlugin({ "promotion.yaml": policy.replace("0.9", "0.99") });
    write(cwd, { "gates/holds.mjs": "export const holds = () => true;\n" });
    assert.equal((await check(cwd)).code, 0);
    assert.equal((await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes")).code, 1);
    assert.equal((await check(cwd, "--ref", "HEAD")).code, 1);
    git(cwd, "commit", "--quiet", "--all", "--message", "Let everything pass");
    assert.equal((await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes")).code, 0);
  });

  it("that was never committed moves nothing", async () => {
    const cwd = withPlugin();
    git(cwd, "rm", "--quiet", "--cached", "gates/holds.mjs");
    git(cwd, "commit", "--quiet", "--message", "Forget a part");
    const { code, stderr } = await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    assert.equal(code, 2);
    assert.match(stderr, /has no file `gates\/holds\.mjs`/);
  });

  const broken: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ["is not there", { "muster.config.yaml": `${config}plugins: ["@acme/gone"]\n` }, /plugin `@acme\/gone` cannot be used/],
    [
      "is a file that is not there",
      { "muster.config.yaml": `${config}plugins: ["./gone.mjs"]\n` },
      /plugin `\.\/gone\.mjs` cannot be used/,
    ],
    ["throws when it is loaded", { "gates/holds.mjs": 'export const holds = 1;\nthrow new Error("no");\n' }, /cannot be used: no/],
    ["is no JavaScript", { "gates/holds.mjs": "export const = ;\n" }, /cannot be used/],
    ["says nothing of itself", { "gates/least.mjs": "export const gates = [];\n" }, /the manifest is not valid/],
    [
      "exports no gates",
      { "gates/least.mjs": plugin["gates/least.mjs"].replace("export const gates", "export const others") },
      /`gates` is not a list of gates/,
    ],
    [
      "exports another gate than it says",
      { "gates/least.mjs": plugin["gates/least.mjs"].replace('gates: ["least"]', 'gates: ["most"]') },
      /`most` is either in its manifest or in its export `gates`/,
    ],
    [
      "has a schema that is none",
      { "gates/least.mjs": plugin["gates/least.mjs"].replace('type: "object"', 'type: "thing"') },
      /cannot be used/,
    ],
    [
      "throws while the policy is read",
      { "gates/least.mjs": plugin["gates/least.mjs"].replace("(keys) => keys", '() => { throw new Error("not today"); }') },
      /cannot be used: not today/,
    ],
    [
      "defines a gate that another one defines",
      {
        "muster.config.yaml": `${config}plugins: ["./gates/least.mjs", "./gates/again.mjs"]\n`,
        "gates/again.mjs": plugin["gates/least.mjs"],
      },
      /two plugins define the gate `least`/,
    ],
  ];
  for (const [what, files, expected] of broken) {
    it(`that ${what} ends with 2, in every format`, async () => {
      const cwd = withPlugin(files);
      const [human, json] = await Promise.all([check(cwd), check(cwd, "--format", "json")]);
      assert.deepEqual([human.code, json.code, human.stdout], [2, 2, ""], human.stderr);
      assert.match(human.stderr.replace(/\s+/g, " "), expected);
      assert.equal(jsonOf<PrintedProblem>(json).error.code, "plugin");
    });
  }
});

/** muster test: policy tests, run as a user would run them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { examples, jsonOf, muster, type PrintedProblem } from "./muster.js";
import { newFolder } from "./workspaces.js";

const policy = `version: 1
name: p
models: ["m"]
stages:
  - name: development
  - name: live
    gates:
      - metric: auc
        min: 0.9
`;

const head = `version: 1
to: live
at: 2026-11-20T10:00:00Z
evidence: { model: m, candidate: { version: "1", metrics: { auc: 0.93 } } }
cases:
`;

const passing = `${head}  - name: good enough\n    expect: allowed\n`;

const failing = `${passing}  - name: too low
    evidence: { candidate: { metrics: { auc: 0.8 } } }
    expect:
      verdict: allowed
      gates: { metric:auc: passed }
`;

const mistaken = `${head}  - name: mistaken\n    to: life\n    expect: allowed\n`;

interface Printed {
  readonly files: readonly {
    readonly file: string;
    readonly policy: string;
    readonly cases: readonly { readonly name: string; readonly passed: boolean; readonly differences: readonly object[] }[];
  }[];
  readonly errors: readonly { readonly code: string }[];
  readonly coverage?: readonly {
    readonly percentage: number;
    readonly shown: number;
    readonly total: number;
    readonly stages: readonly { readonly gates: readonly { readonly id: string; readonly outcomes: readonly object[] }[] }[];
  }[];
}

describe("muster test", () => {
  it("lists the cases that passed, and ends with 0", async () => {
    const cwd = newFolder({ "promotion.yaml": policy, "promotion.test.yaml": passing });
    const { code, stdout, stderr } = await muster({ cwd }, "test");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(stdout, "promotion.test.yaml tests promotion.yaml\n\n  ✓ good enough\n\n1 case: 1 passed\n");
  });

  it("shows of a failed case what was expected, what was observed, why and where, and ends with 1", async () => {
    const cwd = newFolder({ "promotion.yaml": policy, "promotion.test.yaml": failing });
    const { code, stdout } = await muster({ cwd }, "test");
    assert.equal(code, 1);
    assert.ok(
      stdout.includes(`  ✗ too low
      verdict: expected allowed, observed denied  promotion.test.yaml:11
        denied: \`auc\` is 0.8, below the minimum 0.9
      metric:auc: expected passed, observed failed  promotion.test.yaml:12
        \`auc\` is 0.8, below the minimum 0.9  promotion.yaml:8
`),
      stdout,
    );
    assert.match(stdout, /\n2 cases: 1 failed, 1 passed\n$/);
  });

  it("shows with --quiet only what failed", async () => {
    const cwd = newFolder({ "promotion.yaml": policy, "promotion.test.yaml": failing });
    const { stdout } = await muster({ cwd }, "test", "--quiet");
    assert.ok(stdout.includes("✗ too low") && !stdout.includes("good enough"), stdout);
  });

  it("tells the same in JSON", async () => {
    const cwd = newFolder({ "promotion.yaml": policy, "promotion.test.yaml": failing });
    const answer = await muster({ cwd }, "test", "--format", "json");
    assert.equal(answer.code, 1);
    const { files, errors } = jsonOf<Printed>(answer);
    assert.deepEqual(
      files.map(({ file, policy, cases }) => [file, policy, cases.map(({ name, passed }) => [name, passed])]),
      [
        [
          "promotion.test.yaml",
          "promotion.yaml",
          [
            ["good enough", true],
            ["too low", false],
          ],
        ],
      ],
    );
    assert.equal(files[0]?.cases[1]?.differences.length, 2);
    assert.deepEqual(errors, []);
  });

  it("tells an error with its line, still runs the other files, and ends with 2", async () => {
    const cwd = newFolder({
      "promotion.yaml": policy,
      "promotion.test.yaml": failing,
      "mistaken.promotion.test.yaml": `policy: promotion.yaml\n${mistaken}`,
    });
    const { code, stdout } = await muster({ cwd }, "test");
    assert.equal(code, 2);
    assert.match(stdout, /^mistaken\.promotion\.test\.yaml:8:9 error unknown-stage[^]*did you mean `live`\?/);
    assert.match(stdout, /✗ too low[^]*2 cases: 1 error, 1 failed, 1 passed\n$/);
  });

  it("runs no case by a policy with errors, and tells these once", async () => {
    const cwd = newFolder({
      "promotion.yaml": policy.replace("min:", "mni:"),
      "promotion.test.yaml": passing,
      "more.promotion.test.yaml": `policy: promotion.yaml\n${passing}`,
    });
    const { code, stdout } = await muster({ cwd }, "test");
    assert.equal(code, 2);
    assert.match(stdout, /^promotion\.yaml:9:9 error unknown-key/);
    assert.match(stdout, /0 cases: 1 error\n$/);
    assert.equal(stdout.split("unknown-key").length, 2);
  });

  it("says in the test where its policy is not there", async () => {
    const cwd = newFolder({ "promotion.test.yaml": passing });
    const { code, stdout } = await muster({ cwd }, "test");
    assert.equal(code, 2);
    assert.match(
      stdout,
      /^promotion\.test\.yaml:1:1 error unreadable-file[^]*its policy cannot be read: there is no file\s+`promotion\.yaml`/,
    );
  });

  it("runs the files that it is given, and finds those of the workspace from a folder below", async () => {
    const cwd = newFolder({
      "muster.config.yaml": "version: 1\npolicies: [policies/*.yaml]\n",
      "policies/promotion.yaml": policy,
      "policies/promotion.test.yaml": failing,
      "policies/good.promotion.test.yaml": `policy: promotion.yaml\n${passing}`,
      "deep/file": "",
    });
    const [one, all] = await Promise.all([
      muster({ cwd }, "test", "policies/good.promotion.test.yaml"),
      muster({ cwd: join(cwd, "deep") }, "test"),
    ]);
    assert.deepEqual([one.code, all.code], [0, 1]);
    assert.match(all.stdout, /\.\.\/policies\/promotion\.test\.yaml tests \.\.\/policies\/promotion\.yaml/);
    assert.equal((await muster({ cwd }, "validate")).code, 0, "a policy test is no policy");
  });

  it("shows with --coverage which outcomes and bounds no case shows, and where they stand", async () => {
    const cwd = newFolder({ "promotion.yaml": policy, "promotion.test.yaml": passing });
    const { code, stdout } = await muster({ cwd }, "test", "--coverage");
    assert.equal(code, 0);
    assert.ok(
      stdout.includes(`Coverage of promotion.yaml: 25% (2 of 8)

  live
    order       ✓ passed  ✗ failed             promotion.yaml:6
    metric:auc  ✓ passed  ✗ failed  ✗ unknown  promotion.yaml:8
      min 0.9   ✗ below  ✗ at  ✗ above         promotion.yaml:9

1 case: 1 passed
`),
      stdout,
    );
  });

  it("counts the cases of all tests of a policy together", async () => {
    const cwd = newFolder({
      "promotion.yaml": policy,
      "promotion.test.yaml": passing,
      "bounds.promotion.test.yaml": `policy: promotion.yaml\n${head}  - name: at the bound\n    evidence: { candidate: { metrics: { auc: 0.9 } } }\n    expect: allowed\n`,
    });
    const { coverage } = jsonOf<Printed>(await muster({ cwd }, "test", "--coverage", "--format", "json"));
    assert.deepEqual(
      coverage?.map(({ percentage, shown, total }) => [percentage, shown, total]),
      [[37, 3, 8]],
    );
    assert.deepEqual(coverage[0]?.stages[0]?.gates[1]?.outcomes[0], { name: "passed", shownBy: ["at the bound", "good enough"] });
  });

  it("ends with 1 where the coverage is below --min-coverage, and with 2 where that is no percentage", async () => {
    const cwd = newFolder({ "promotion.yaml": policy, "promotion.test.yaml": passing });
    const [below, enough, wrong] = await Promise.all([
      muster({ cwd }, "test", "--min-coverage", "26", "--quiet"),
      muster({ cwd }, "test", "--min-coverage", "25"),
      muster({ cwd }, "test", "--min-coverage", "most"),
    ]);
    assert.deepEqual([below.code, enough.code, wrong.code], [1, 0, 2]);
    assert.match(below.stdout, /the coverage of promotion\.yaml is 25%, below 26%\n$/);
    assert.match(wrong.stderr, /it takes a number from 0 to 100/);
  });

  it("ends with 2 where there is no test, and says how to write one", async () => {
    const cwd = newFolder({ "promotion.yaml": policy });
    const answer = await muster({ cwd }, "test", "--format", "json");
    assert.equal(answer.code, 2);
    assert.match(jsonOf<PrintedProblem>(answer).error.message, /there is no policy test/);
  });

  it("passes for the example, whose gates come from a plugin too", async () => {
    const { code, stdout } = await muster({ cwd: join(examples, "fraud-models") }, "test", "--min-coverage", "100");
    assert.equal(code, 0, stdout);
  });
});

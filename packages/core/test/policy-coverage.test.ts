/** What tests of a policy show of it: outcomes of gates, and values close to bounds. */
import assert from "node:assert/strict";
import {
  checkPolicyTest,
  compile,
  coverageOf,
  parsePolicy,
  readPolicyTest,
  runCase,
  type GateCoverage,
  type PolicyCoverage,
} from "@muster/core";
import { pluginGates } from "./plugin-gates.js";

const options = { gates: pluginGates };

const policyWith = (production: string): string => `version: 1
name: fraud-models
models: ["fraud-*"]
groups:
  leads: [alice@example.com, bob@example.com, carol@example.com]
stages:
  - name: development
  - name: staging
    gates:
      - { tag: model_card, exists: true }
  - name: production
${production}`;

const gatesOf = (...gates: readonly string[]): string => policyWith(`    gates:\n${gates.map((gate) => `      - ${gate}\n`).join("")}`);

/** Evidence of a version that has held staging for two days. */
const head = `version: 1
to: production
at: 2026-11-20T10:00:00Z
evidence:
  model: fraud-cards
  request: { requester: ci-bot@example.com }
  candidate: { version: "7", author: erin@example.com, createdAt: 2026-11-10T08:00:00Z, metrics: { auc: 0.93 } }
  stages: { staging: { version: "7", since: 2026-11-18T10:00:00Z }, production: { version: "5" } }
  baselines: { production: { version: "5", metrics: { auc: 0.9 } } }
cases:
`;

/** The coverage by cases, each a flow mapping without its name. What a case expects is not what these tests are about. */
const cover = (policy: string, ...cases: readonly string[]): PolicyCoverage => {
  const parsedPolicy = parsePolicy({ file: "promotion.yaml", text: policy }, options);
  const listed = cases.map((one, index) => `  - { name: case ${index + 1}, expect: { summary: fraud }, ${one} }\n`);
  const parsed = readPolicyTest({ file: "promotion.test.yaml", text: head + listed.join("") });
  const checked = checkPolicyTest(parsed, parsedPolicy, options);
  assert.deepEqual(
    [...parsedPolicy.diagnostics, ...checked.diagnostics].filter(({ severity }) => severity === "error"),
    [],
  );
  const program = compile(parsedPolicy, options);
  const results = checked.cases.map((one) => ({ ...runCase(program, one, parsed), passed: true }));
  return coverageOf(program, parsedPolicy.sources, results);
};

const gateIn = ({ stages }: PolicyCoverage, id: string): GateCoverage => {
  const found = stages.find(({ stage }) => stage === "production")?.gates.find((gate) => gate.id === id);
  assert.ok(found, `no gate \`${id}\``);
  return found;
};

/** The points of a bound that cases show, and those that none does. */
const pointsOf = (coverage: PolicyCoverage, id: string, key: string) => {
  const points = gateIn(coverage, id).bounds.find((bound) => bound.key === key)?.points ?? [];
  return [points.filter(({ shownBy }) => shownBy.length > 0), points.filter(({ shownBy }) => shownBy.length === 0)].map((some) =>
    some.map(({ name }) => name).join(" "),
  );
};

const auc = (value: number | string): string => `evidence: { candidate: { metrics: { auc: ${value} } } }`;
const at = (instant: string): string => `at: ${instant}`;

describe("the coverage of a policy", () => {
  it("names for each gate the outcomes that it can have, and the cases that show them", () => {
    const coverage = cover(gatesOf("{ metric: auc, min: 0.9 }"), auc(0.95), auc(0.5), auc(0.6));
    assert.deepEqual(gateIn(coverage, "metric:auc").outcomes, [
      { name: "passed", shownBy: ["case 1"] },
      { name: "failed", shownBy: ["case 2", "case 3"] },
      { name: "unknown", shownBy: [] },
    ]);
  });

  it("asks for no outcome of an anyOf that none of its alternatives can bring about", () => {
    const outcomesOf = (gates: string) =>
      gateIn(cover(gatesOf(`{ id: any, anyOf: [${gates}] }`), auc(0.9)), "any").outcomes.map(({ name }) => name);
    const [window, present, equal] = [
      "{ windows: { deny: [{ from: 2026-12-20, to: 2027-01-03, timeZone: UTC }] } }",
      "{ tag: a, exists: true }",
      "{ tag: b, equals: x }",
    ];
    assert.deepEqual(outcomesOf(`${present}, { tag: b, exists: true }`), ["passed", "failed"]);
    assert.deepEqual(outcomesOf(`${present}, ${equal}`), ["passed", "failed", "unknown"]);
    assert.deepEqual(outcomesOf(`${equal}, ${window}`), ["passed", "waiting"]);
  });

  it("counts points over all stages and gates", () => {
    const { shown, total } = cover(gatesOf("{ metric: auc, min: 0.9 }"), auc(0.95), auc(0.9));
    // staging: order and a tag of two outcomes each; production: order of two, the metric of three outcomes and three points.
    assert.deepEqual([shown, total], [3, 12]);
  });

  it("counts nothing of a case that failed", () => {
    const policy = parsePolicy({ file: "promotion.yaml", text: gatesOf("{ metric: auc, min: 0.9 }") });
    const parsed = readPolicyTest({ file: "promotion.test.yaml", text: `${head}  - { name: wrong, expect: denied }\n` });
    const program = compile(policy);
    const results = checkPolicyTest(parsed, policy).cases.map((one) => runCase(program, one, parsed));
    assert.deepEqual([results[0]?.passed, coverageOf(program, policy.sources, results).shown], [false, 0]);
  });

  it("asks of the order gate that it passes and fails, where a stage comes before", () => {
    const coverage = cover(gatesOf("{ metric: auc, min: 0.9 }"), auc(0.95), "evidence: { stages: { staging: null } }");
    assert.deepEqual(gateIn(coverage, "order").outcomes, [
      { name: "passed", shownBy: ["case 1"] },
      { name: "failed", shownBy: ["case 2"] },
    ]);
  });

  it("leaves out stages that ask for nothing", () => {
    assert.deepEqual(
      cover(gatesOf("{ metric: auc, min: 0.9 }"), auc(0.95)).stages.map(({ stage }) => stage),
      ["staging", "production"],
    );
  });

  it("knows gates nested in others, and those of a rollback by the cases of rollbacks", () => {
    const policy = policyWith(`    gates:
      - { anyOf: [{ metric: auc, min: 0.9 }, { tag: waiver, exists: true }] }
    rollback:
      gates: [{ metric: auc, min: 0.8 }]
`);
    const coverage = cover(policy, auc(0.9), `action: rollback, ${auc(0.8)}`);
    assert.deepEqual(pointsOf(coverage, "metric:auc", "min"), ["at", "below above"]);
    const rollback = coverage.stages.find(({ action }) => action === "rollback");
    assert.deepEqual(
      rollback?.gates.map(({ id, bounds }) => [id, bounds[0]?.points.map(({ shownBy }) => shownBy.length)]),
      [["metric:auc", [0, 1, 0]]],
    );
  });

  it("leaves a skipped gate's bounds out", () => {
    const coverage = cover(
      gatesOf("{ metric: auc, min: 0.9, when: { tag: tier, equals: high } }"),
      `evidence: { candidate: { tags: { tier: low }, metrics: { auc: 0.9 } } }`,
    );
    assert.deepEqual(pointsOf(coverage, "metric:auc", "min"), ["", "below at above"]);
  });

  it("says where each gate and each bound stands", () => {
    const { location, bounds } = gateIn(cover(policyWith("    gates:\n      - metric: auc\n        min: 0.9\n"), auc(0.9)), "metric:auc");
    assert.deepEqual([location.line, bounds[0]?.key, bounds[0]?.written, bounds[0]?.location.line], [13, "min", "0.9", 14]);
  });

  it("asks of a plugin's gate that it passes and fails, whatever the plugin does", () => {
    const throwing = {
      ...(pluginGates.find(({ kind }) => kind === "@acme/at-most") as (typeof pluginGates)[number]),
      bounds: () => {
        throw new Error("no");
      },
    };
    const policy = parsePolicy({ file: "p.yaml", text: gatesOf('{ uses: "@acme/at-most", with: { most: 3 } }') }, { gates: [throwing] });
    const coverage = coverageOf(compile(policy, { gates: [throwing] }), policy.sources, []);
    assert.deepEqual(
      gateIn(coverage, "@acme/at-most").outcomes.map(({ name }) => name),
      ["passed", "failed"],
    );
  });
});

describe("a bound is tried", () => {
  const minimum = gatesOf("{ metric: auc, min: 0.9 }");

  it("just below, at and just above by values within 1% of it", () => {
    assert.deepEqual(pointsOf(cover(minimum, auc(0.891), auc(0.9), auc(0.909)), "metric:auc", "min"), ["below at above", ""]);
  });

  it("not by values further away", () => {
    assert.deepEqual(pointsOf(cover(minimum, auc(0.8909), auc(0.91), auc('"NaN"')), "metric:auc", "min"), ["", "below at above"]);
  });

  it("by the next whole number where it is a whole number above 1", () => {
    const coverage = cover(gatesOf("{ metric: auc, max: 3 }"), auc(2), auc(4));
    assert.deepEqual(pointsOf(coverage, "metric:auc", "max"), ["below above", "at"]);
  });

  it("by values within 0.01 where it is zero", () => {
    assert.deepEqual(pointsOf(cover(gatesOf("{ metric: auc, above: 0 }"), auc(0.01), auc(-0.02)), "metric:auc", "above"), [
      "above",
      "below at",
    ]);
  });

  for (const [key, value] of [
    ["max", 0.9],
    ["below", 0.9],
    ["above", 0.9],
  ] as const) {
    it(`on the side on which the value lies, for \`${key}\``, () => {
      const policy = gatesOf(`{ metric: auc, ${key}: ${value} }`);
      assert.deepEqual(pointsOf(cover(policy, auc(0.899)), "metric:auc", key), ["below", "at above"]);
      assert.deepEqual(pointsOf(cover(policy, auc(0.901)), "metric:auc", key), ["above", "below at"]);
    });
  }

  it("of a comparison by the value that the baseline leads to", () => {
    const policy = gatesOf("{ metric: auc, goal: maximize, baseline: production, min: 0.5, maxRegression: 1%, maxImprovement: 0.05 }");
    assert.deepEqual(pointsOf(cover(policy, auc(0.891)), "metric:auc", "maxRegression"), ["at", "below above"]);
    assert.deepEqual(pointsOf(cover(policy, auc(0.951)), "metric:auc", "maxImprovement"), ["above", "below at"]);
    assert.deepEqual(pointsOf(cover(policy, auc(0.891), auc(0.951)), "metric:auc", "min"), ["", "below at above"]);
  });

  it("only below and above by the end of a confidence interval", () => {
    const policy = gatesOf("{ metric: auc, min: 0.9, confidence: 95% }");
    const coverage = cover(policy, auc("{ value: 0.905, standardError: 0.001 }"), auc("{ value: 0.901, standardError: 0.001 }"));
    assert.deepEqual(pointsOf(coverage, "metric:auc", "min"), ["below above", ""]);
  });

  it("of a sample size by the samples", () => {
    const policy = gatesOf("{ metric: auc, min: 0.5, samples: 500 }");
    const coverage = cover(
      policy,
      auc("{ value: 0.9, samples: 499 }"),
      auc("{ value: 0.9, samples: 500 }"),
      auc("{ value: 0.9, samples: 506 }"),
    );
    assert.deepEqual(pointsOf(coverage, "metric:auc", "samples"), ["below at", "above"]);
  });

  it("of an age by the age of the measurement", () => {
    const policy = gatesOf("{ metric: auc, min: 0.5, maxAge: 1d }");
    const measured = (instant: string) => auc(`{ value: 0.9, at: ${instant} }`);
    const coverage = cover(policy, measured("2026-11-19T10:01:00Z"), measured("2026-11-19T10:00:00Z"), measured("2026-11-18T10:00:00Z"));
    assert.deepEqual(pointsOf(coverage, "metric:auc", "maxAge"), ["below at", "above"]);
  });

  it("of a soak by how long the stage has been held", () => {
    const coverage = cover(gatesOf("{ soak: 24h }"), at("2026-11-19T09:59:00Z"), at("2026-11-19T10:00:00Z"), at("2026-11-19T11:00:00Z"));
    assert.deepEqual(pointsOf(coverage, "soak", "soak"), ["below at", "above"]);
  });

  it("of a number of approvals by one fewer, enough and one more", () => {
    const policy = gatesOf("{ approvals: 2, from: [leads], id: leads, expires: 2d }");
    const approvals = (...given: readonly string[]) =>
      `evidence: { approvals: [${given.map((one) => `{ by: ${one.split(" ")[0]}@example.com, decision: approve, at: ${one.split(" ")[1]} }`).join(", ")}] }`;
    const yesterday = "2026-11-19T10:00:00Z";
    assert.deepEqual(pointsOf(cover(policy, approvals(`alice ${yesterday}`)), "leads", "approvals"), ["below", "at above"]);
    const more = cover(
      policy,
      approvals(`alice ${yesterday}`, `bob ${yesterday}`),
      approvals(...["alice", "bob", "carol"].map((one) => `${one} ${yesterday}`)),
    );
    assert.deepEqual(pointsOf(more, "leads", "approvals"), ["at above", "below"]);
    const onlyTwo = cover(gatesOf("{ approvals: 2, from: [alice@example.com, bob@example.com], id: leads }"), at("2026-11-20T10:00:00Z"));
    assert.deepEqual(pointsOf(onlyTwo, "leads", "approvals"), ["", "below at"], "more than there are can never approve");
    const ages = cover(policy, approvals("alice 2026-11-18T10:00:00Z"), approvals("alice 2026-11-18T10:01:00Z"));
    assert.deepEqual(pointsOf(ages, "leads", "expires"), ["below at", "above"]);
  });

  it("of a check's age by the age of the result that counts", () => {
    const policy = gatesOf("{ check: bias-audit, from: [ci@example.com], maxAge: 1d }");
    const checked = (instant: string) => `evidence: { checks: [{ name: bias-audit, status: passed, by: ci@example.com, at: ${instant} }] }`;
    const coverage = cover(policy, checked("2026-11-19T09:59:30Z"), checked("2026-11-19T10:00:00Z"));
    assert.deepEqual(pointsOf(coverage, "check:bias-audit", "maxAge"), ["at above", "below"]);
  });
});

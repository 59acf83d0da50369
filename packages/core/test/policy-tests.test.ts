/** Policy tests: what a case's evidence is, and where a decision differs from what the case expects. */
import assert from "node:assert/strict";
import { checkPolicyTest, compile, parsePolicy, readPolicyTest, runCase, type CaseResult } from "@muster/core";

const policy = parsePolicy({
  file: "promotion.yaml",
  text: `version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: development
  - name: staging
    gates:
      - metric: auc
        min: 0.9
      - anyOf:
          - { tag: tier, equals: low, id: tier }
          - { check: bias-audit, from: [ci-bot@example.com] }
  - name: production
    gates:
      - soak: 24h
    rollback:
      gates:
        - { param: framework, equals: xgboost }
`,
});

const head = `version: 1
to: staging
at: 2026-11-20T10:00:00Z
evidence:
  model: fraud-cards
  request: { requester: ci-bot@example.com }
  candidate:
    version: "7"
    tags: { tier: low }
    metrics: { auc: 0.93, latency: { value: 80, samples: 10 } }
cases:
`;

const check = (text: string) => checkPolicyTest(readPolicyTest({ file: "promotion.test.yaml", text }), policy);

const run = (cases: string): readonly CaseResult[] => {
  const parsed = readPolicyTest({ file: "promotion.test.yaml", text: head + cases });
  const checked = checkPolicyTest(parsed, policy);
  assert.deepEqual(checked.diagnostics, []);
  return checked.cases.map((one) => runCase(compile(policy), one, parsed));
};

/** The differences of the only case. */
const differencesOf = (cases: string) => {
  const [result] = run(cases);
  return (result?.differences ?? []).map(({ about, gate, expected, observed, range }) => ({
    about,
    ...(gate !== undefined && { gate }),
    expected,
    observed,
    line: range.start.line,
  }));
};

describe("a policy test", () => {
  it("is about the policy beside it, or the one that it names with a path from itself", () => {
    const fileOf = (file: string, text = "version: 1") => readPolicyTest({ file, text }).policyFile;
    assert.equal(fileOf("promotion.test.yaml"), "promotion.yaml");
    assert.equal(fileOf("a/fraud.promotion.test.yml"), "a/fraud.promotion.yml");
    assert.equal(fileOf("a/b.test.yaml", "policy: ../promotion.yaml"), "promotion.yaml");
    assert.equal(fileOf("cases.yaml"), undefined);
    assert.equal(fileOf("promotion.test.yaml", "policy: /etc/promotion.yaml"), undefined);
  });

  it("must name its policy where the file's name does not tell it", () => {
    const found = (text: string) => readPolicyTest({ file: "cases.yaml", text }).diagnostics.map(({ code, message }) => [code, message]);
    const cases = "cases: [{ name: a, expect: allowed }]";
    assert.deepEqual(found(`version: 1\n${cases}`), [["missing-key", "`policy` is missing, and the file's name does not tell it"]]);
    assert.deepEqual(found(`version: 1\npolicy: /p.yaml\n${cases}`), [["wrong-value", "`/p.yaml` is not a relative path"]]);
  });

  it("whose policy has errors still has its evidence looked at, and decides nothing", () => {
    const text = `${head}  - name: mistaken\n    evidence: { candidte: {} }\n    expect: allowed\n`;
    const checked = checkPolicyTest(readPolicyTest({ file: "promotion.test.yaml", text }), undefined);
    assert.deepEqual([checked.program, checked.cases], [undefined, []]);
    assert.deepEqual(
      checked.diagnostics.map(({ code }) => code),
      ["unknown-key"],
    );
  });

  it("leaves a case with an error out, and keeps the others", () => {
    const { cases } = check(`${head}  - { name: unsound, to: nowhere, expect: allowed }\n  - { name: sound, expect: allowed }\n`);
    assert.deepEqual(
      cases.map(({ name }) => name),
      ["sound"],
    );
  });

  it("never throws, whatever stands in it", () => {
    for (const text of [
      "",
      "[]",
      "cases: 1",
      "version: 1\ncases: [null]",
      '{"version":1,"cases":[{"name":"a","expect":{"gates":{"__proto__":1}}}]}',
    ]) {
      assert.ok(check(text).diagnostics.length > 0, text);
    }
  });
});

describe("the evidence of a case", () => {
  const evidenceOf = (changes: string) => {
    const { cases, diagnostics } = check(`${head}  - { name: changed, expect: allowed, evidence: ${changes} }\n`);
    assert.deepEqual(diagnostics, []);
    return cases[0]?.evidence;
  };

  it("is the shared evidence where the case changes nothing", () => {
    const { cases } = check(`${head}  - { name: unchanged, expect: allowed }\n`);
    assert.equal(cases[0]?.evidence.candidate.version, "7");
  });

  it("merges mappings key by key", () => {
    const { metrics, tags } = evidenceOf("{ candidate: { metrics: { auc: 0.5 } } }")?.candidate ?? {};
    assert.deepEqual([metrics, tags], [{ auc: 0.5, latency: { value: 80, samples: 10 } }, { tier: "low" }]);
  });

  it("keeps what is known of a measurement whose value changes", () => {
    const { metrics } = evidenceOf("{ candidate: { metrics: { latency: { value: 90 } } } }")?.candidate ?? {};
    assert.deepEqual(metrics?.["latency"], { value: 90, samples: 10 });
  });

  it("takes away what the case sets to null", () => {
    const { metrics } = evidenceOf("{ candidate: { tags: null, metrics: { auc: null } } }")?.candidate ?? {};
    assert.deepEqual(Object.keys(metrics ?? {}), ["latency"]);
  });

  it("takes a list of the case in place of the shared one", () => {
    const check = (name: string) => `{ name: ${name}, status: passed, by: ci-bot@example.com, at: 2026-11-19T10:00:00Z }`;
    assert.deepEqual(
      evidenceOf(`{ checks: [${check("load-test")}] }`)?.checks?.map(({ name }) => name),
      ["load-test"],
    );
  });

  it("takes a key called __proto__ as any other", () => {
    const tags = evidenceOf('{ candidate: { tags: { "__proto__": low } } }')?.candidate.tags ?? {};
    assert.deepEqual(Object.keys(tags).sort(), ["__proto__", "tier"]);
  });

  it("is judged at the stage and the instant of the case before those of its evidence, of the file, and of the shared evidence", () => {
    const asked = (cases: string) => check(head + cases).cases.map(({ to, at }) => [to, at]);
    assert.deepEqual(
      asked(`  - { name: a, expect: allowed }
  - { name: b, expect: allowed, to: production, at: 2026-12-01T00:00:00Z }
  - { name: c, expect: allowed, evidence: { request: { to: production } } }
  - { name: d, expect: allowed, to: staging, evidence: { request: { to: production } } }
`),
      [
        ["staging", "2026-11-20T10:00:00Z"],
        ["production", "2026-12-01T00:00:00Z"],
        ["production", "2026-11-20T10:00:00Z"],
        ["staging", "2026-11-20T10:00:00Z"],
      ],
    );
  });
});

describe("a case", () => {
  it("passes where all that it mentions is decided so", () => {
    const cases = `  - { name: by verdict, expect: allowed }
  - { name: by gates, expect: { verdict: allowed, gates: { metric:auc: passed, tier: { outcome: passed, code: tag-as-expected }, order: passed } } }
  - { name: by summary, expect: { summary: may move } }
`;
    assert.deepEqual(
      run(cases).map(({ name, passed }) => [name, passed]),
      [
        ["by verdict", true],
        ["by gates", true],
        ["by summary", true],
      ],
    );
  });

  it("tells another verdict, with the decision's summary", () => {
    assert.deepEqual(differencesOf("  - name: too low\n    evidence: { candidate: { metrics: { auc: 0.8 } } }\n    expect: allowed\n"), [
      { about: "verdict", expected: "allowed", observed: "denied", line: 14 },
    ]);
    const [result] = run("  - { name: too low, evidence: { candidate: { metrics: { auc: 0.8 } } }, expect: allowed }\n");
    assert.match(result?.differences[0]?.message ?? "", /^denied: `auc` is 0\.8, below the minimum 0\.9/);
  });

  it("tells another outcome and another code of a gate, where each is expected", () => {
    const expect = `  - name: nested
    evidence: { candidate: { tags: { tier: high } } }
    expect:
      gates:
        tier: passed
        anyOf: { outcome: failed, code: none-holds }
`;
    assert.deepEqual(differencesOf(expect), [
      { about: "outcome", gate: "tier", expected: "passed", observed: "failed", line: 16 },
      { about: "outcome", gate: "anyOf", expected: "failed", observed: "waiting", line: 17 },
      { about: "code", gate: "anyOf", expected: "none-holds", observed: "any-waiting", line: 17 },
    ]);
  });

  it("tells a summary without the text", () => {
    assert.deepEqual(differencesOf('  - name: said otherwise\n    expect:\n      summary: "`auc` is too low"\n'), [
      { about: "summary", expected: "`auc` is too low", observed: "`fraud-cards@7` may move to `staging`", line: 14 },
    ]);
  });

  it("tells that a gate was not asked", () => {
    assert.deepEqual(differencesOf("  - { name: entry, to: development, expect: { gates: { order: passed } } }\n"), [
      { about: "outcome", gate: "order", expected: "passed", observed: "not judged", line: 12 },
    ]);
  });

  it("of a rollback is judged by the gates of the rollback", () => {
    const cases = `  - { name: xgboost, to: production, action: rollback, expect: { gates: { param:framework: unknown } } }\n`;
    assert.equal(run(cases)[0]?.passed, true);
    const { diagnostics } = check(`${head}  - { name: soak, to: production, action: rollback, expect: { gates: { soak: passed } } }\n`);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["unknown-gate"],
    );
  });
});

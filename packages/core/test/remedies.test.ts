/** What would turn the verdict: examples that a person can check by head. */
import assert from "node:assert/strict";
import { applyChanges, compile, evaluate, parsePolicy, type Decision, type Evidence } from "@muster/core";

const policy = (gates: string): string => `
version: 1
name: fraud-models
models: ["fraud-*"]
groups:
  ml-leads: [alice@example.com, bob@example.com]
stages:
  - name: development
  - name: staging
  - name: production
    gates:
${gates.trim().replace(/^/gm, "      ")}
`;

const base: Evidence = {
  model: "fraud-cards",
  request: { to: "production", requester: "ci@example.com", at: "2026-11-20T10:00:00Z" },
  candidate: { version: "7", author: "erin@example.com", createdAt: "2026-11-10T08:00:00Z", metrics: { auc: 0.9, loss: 0.4 } },
  stages: { staging: { version: "7", since: "2026-11-18T10:00:00Z" } },
};

const programOf = (gates: string) => compile(parsePolicy({ file: "promotion.yaml", text: policy(gates) }));

const decide = (gates: string, evidence: Evidence = base): Decision => {
  const decided = evaluate(programOf(gates), evidence);
  assert.ok(decided.ok, decided.ok ? "" : decided.message);
  return decided.value;
};

const texts = ({ remedies }: Decision): readonly string[] => remedies.changes.map(({ text }) => text);

describe("remedies", () => {
  it("of two bounds on one metric are the one change that satisfies both", () => {
    const decision = decide("- { metric: auc, min: 0.92 }\n- { metric: auc, min: 0.95, id: strict }");
    assert.deepEqual(decision.remedies, {
      complete: true,
      changes: [{ type: "metric", name: "auc", value: 0.95, delta: 0.05, text: "`auc` +0.05, to 0.95" }],
      hints: [],
    });
  });

  it("of two upper bounds are the lower one", () => {
    const decision = decide("- { metric: loss, max: 0.3 }\n- { metric: loss, max: 0.2, id: strict }");
    assert.deepEqual(texts(decision), ["`loss` -0.2, to 0.2"]);
    assert.equal(decision.remedies.complete, true);
  });

  it("of two metrics in opposite directions are one change each", () => {
    assert.deepEqual(
      texts(
        decide(
          "- { metric: auc, min: 0.95 }\n- { metric: loss, max: 0.3 }\n- { metric: loss, max: 0.2, id: b }\n- { metric: auc, min: 0.92, id: a }",
        ),
      ),
      ["`auc` +0.05, to 0.95", "`loss` -0.2, to 0.2"],
    );
  });

  it("of two bounds on a metric that is missing are the value that satisfies both", () => {
    const missing = { ...base, candidate: { ...base.candidate, metrics: {} } };
    const { remedies } = decide("- { metric: auc, min: 0.92 }\n- { metric: auc, min: 0.95, id: a }", missing);
    assert.deepEqual(
      remedies.changes.map(({ name, value }) => ({ name, value })),
      [{ name: "auc", value: 0.95 }],
    );
    const upper = decide("- { metric: loss, max: 0.3 }\n- { metric: loss, max: 0.2, id: a }", missing).remedies;
    assert.deepEqual(
      upper.changes.map(({ name, value }) => ({ name, value })),
      [{ name: "loss", value: 0.2 }],
    );
  });

  it("of two sample sizes of one metric are the larger one, in any order", () => {
    const [few, many] = ["- { id: few, metric: auc, min: 0.5, samples: 200 }", "- { id: many, metric: auc, min: 0.5, samples: 500 }"];
    const measured = { ...base, candidate: { ...base.candidate, metrics: { auc: { value: 0.9, samples: 100 } } } };
    for (const gates of [`${few}\n${many}`, `${many}\n${few}`]) {
      const { complete, changes } = decide(gates, measured).remedies;
      assert.deepEqual([complete, changes.map(({ name, samples }) => ({ name, samples }))], [true, [{ name: "auc", samples: 500 }]]);
    }
  });

  it("of bounds that no value satisfies are hints", () => {
    const { remedies } = decide("- { metric: auc, min: 0.95 }\n- { metric: auc, max: 0.8, id: other }");
    assert.equal(remedies.complete, false);
    assert.deepEqual(remedies.changes, []);
    assert.equal(remedies.hints.length, 2);
  });

  it("of two waits are the longer one, which is the decision's `until`", () => {
    const decision = decide("- soak: 72h\n- { soak: 96h, id: longer }");
    assert.equal(decision.verdict, "waiting");
    assert.equal(decision.until, "2026-11-22T10:00:00Z");
    assert.deepEqual(
      decision.remedies.changes.map(({ type, until }) => ({ type, until })),
      [{ type: "wait", until: "2026-11-22T10:00:00Z" }],
    );
  });

  it("of a soak that ends while a window is closed are the wait until it opens", () => {
    const freeze = '- windows: { deny: [{ schedule: "0 16 * * FRI", duration: 64h, timeZone: Europe/Berlin }] }';
    const decision = decide(`- soak: 24h\n${freeze}`, { ...base, stages: { staging: { version: "7", since: "2026-11-20T09:00:00Z" } } });
    assert.equal(decision.verdict, "waiting");
    assert.equal(decision.until, "2026-11-23T07:00:00Z");
    assert.deepEqual(
      [decision.remedies.complete, texts(decision)],
      [true, ["wait until 2026-11-23T07:00:00Z (2026-11-23 08:00 in Europe/Berlin)"]],
    );
  });

  it("have the wait first where an approval would be too old after it", () => {
    const window = '- windows: { allow: [{ schedule: "0 15 * * *", duration: 1h, timeZone: UTC }] }';
    const approvals = (expires: string) => `- { approvals: 1, from: [alice@example.com], expires: ${expires} }\n${window}`;
    const [wait, approval] = ["wait until 2026-11-20T15:00:00Z", "approval by alice@example.com"];
    assert.deepEqual(texts(decide(approvals("1h"))), [wait, approval]);
    assert.deepEqual(texts(decide(approvals("1d"))), [approval, wait]);
  });

  it("of two conditions on one tag are the value that both take, in any order", () => {
    const gates = ["- { tag: a, exists: true }", '- { tag: a, equals: "2" }'];
    for (const written of [gates, gates.toReversed()]) {
      const { remedies } = decide(written.join("\n"));
      assert.deepEqual([remedies.complete, remedies.changes.map(({ name, value }) => [name, value])], [true, [["a", "2"]]]);
    }
  });

  it("of an `anyOf` that time alone can open are the shortest wait, in any order", () => {
    const window = (hour: number) => `{ windows: { allow: [{ schedule: "0 ${hour} * * *", duration: 1h, timeZone: UTC }] } }`;
    for (const gates of [
      [window(15), window(13)],
      [window(13), "{ tag: a, exists: true }"],
      ["{ tag: a, exists: true }", window(13)],
    ])
      assert.equal(decide(`- anyOf: [${gates.join(", ")}]`).until, "2026-11-20T13:00:00Z");
  });

  it("of an `anyOf` are those of its easiest alternative", () => {
    const decision = decide(
      "- anyOf:\n    - allOf: [{ tag: a, exists: true }, { tag: b, exists: true }]\n    - metric: auc\n      min: 0.91",
    );
    assert.deepEqual(texts(decision), ["`auc` +0.01, to 0.91"]);
  });

  it("of a stage that was skipped over are the promotion before and the soak after it", () => {
    const decision = decide("- soak: 24h", { ...base, stages: {} });
    assert.equal(decision.verdict, "denied");
    assert.deepEqual(
      decision.remedies.changes.map(({ type, name, until }) => ({ type, name, until })),
      [
        { type: "promotion", name: "staging", until: undefined },
        { type: "wait", name: undefined, until: "2026-11-21T10:00:00Z" },
      ],
    );
  });

  it("of a check that two gates ask of different people come from who may serve both", () => {
    const decision = decide(
      "- { check: audit, from: [ci@example.com, alice@example.com] }\n- { check: audit, from: [alice@example.com], id: again }",
    );
    assert.equal(decision.remedies.complete, true);
    assert.deepEqual(
      decision.remedies.changes.map(({ type, name, by }) => ({ type, name, by })),
      [{ type: "check", name: "audit", by: ["alice@example.com"] }],
    );
  });

  it("of a check that two gates ask of people who have nothing in common are not complete", () => {
    assert.equal(
      decide("- { check: audit, from: [ci@example.com] }\n- { check: audit, from: [alice@example.com], id: again }").remedies.complete,
      false,
    );
  });

  it("name as many approvals as are missing, each by another person", () => {
    const { remedies } = decide("- { approvals: 2, from: [ml-leads] }");
    assert.equal(remedies.complete, true);
    assert.equal(remedies.changes.filter(({ type }) => type === "approval").length, 2);
  });

  it("of an approval that a wait outlasts are another one after it", () => {
    const approvals = [{ by: "alice@example.com", decision: "approve" as const, at: "2026-11-19T10:00:00Z", to: "production" }];
    const decision = decide("- soak: 96h\n- { approvals: 1, from: [ml-leads], expires: 2d }", { ...base, approvals });
    assert.equal(decision.remedies.complete, true);
    assert.deepEqual(texts(decision), ["wait until 2026-11-22T10:00:00Z", "approval by alice@example.com or bob@example.com"]);
    assert.equal(decision.until, undefined);
  });

  it("are hints where a rule is in the way", () => {
    const { remedies } = decide("- { metric: auc, min: 0.95 }\n- rule: candidate.metrics.auc < 0.5");
    assert.equal(remedies.complete, false);
    assert.equal(remedies.hints.length, 2);
  });

  it("of a candidate that is there already are none", () => {
    const decision = decide("- { metric: auc, min: 0.5 }", {
      ...base,
      stages: { ...base.stages, production: { version: "7", since: "2026-11-19T00:00:00Z" } },
    });
    assert.equal(decision.code, "already-there");
    assert.deepEqual(decision.remedies.changes, []);
    assert.equal(decision.remedies.complete, false);
  });

  it("of a stage whose gates were all skipped are for the policy's author", () => {
    const { code, remedies } = decide("- { metric: auc, min: 0.5, when: { tag: risk_tier, exists: true } }");
    assert.equal(code, "nothing-evaluated");
    assert.deepEqual(remedies, {
      complete: false,
      changes: [],
      hints: ["give the stage a gate whose `when` holds for this version, or one without `when`"],
    });
  });

  it("of an allowed candidate are an empty list that is complete", () => {
    assert.deepEqual(decide("- { metric: auc, min: 0.5 }").remedies, { complete: true, changes: [], hints: [] });
  });

  it("cannot be applied where they ask for more people than there are", () => {
    const approval = { type: "approval", text: "approval by alice", by: ["alice@example.com"] } as const;
    assert.equal(applyChanges({ evidence: base, now: 0 }, [approval, approval], "production", "sha256:00"), undefined);
  });

  it("take a tag away where it must not be there", () => {
    const tagged = { ...base, candidate: { ...base.candidate, tags: { deprecated: "yes" } } };
    const decision = decide("- { tag: deprecated, exists: false }", tagged);
    assert.deepEqual(
      decision.remedies.changes.map(({ name, value }) => ({ name, value })),
      [{ name: "deprecated", value: null }],
    );
    assert.equal(decision.remedies.complete, true);
  });
});

/** Soaks where a stage comes after several others, and in a first stage. */
import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy, type Decision, type Evidence } from "@muster/core";

interface Given {
  readonly after?: readonly string[] | { readonly all: readonly string[] };
  readonly stages: NonNullable<Evidence["stages"]>;
}

const decide = ({ after, stages }: Given): Decision => {
  const order = { name: "production", ...(after !== undefined && { after }), gates: [{ soak: "24h" }] };
  const before = ["staging", "canary", "shadow"].map((name) => ({ name, after: ["development"], gates: [{ tag: "card", exists: true }] }));
  const policy = { version: 1, name: "soaks", models: ["*"], stages: [{ name: "development" }, ...before, order] };
  const parsed = parsePolicy({ file: "promotion.json", text: JSON.stringify(policy) });
  const decided = evaluate(
    compile(parsed),
    { model: "m", candidate: { version: "7" }, stages },
    { to: "production", at: "2026-11-20T10:00:00Z" },
  );
  assert.ok(decided.ok);
  return decided.value;
};

const soakOf = ({ gates }: Decision) => {
  const { outcome, code, until } = gates.find(({ kind }) => kind === "soak") ?? {};
  return { outcome, code, ...(until !== undefined && { until }) };
};

const soaked = { version: "7", since: "2026-11-01T00:00:00Z" };
const sinceMorning = { version: "7", since: "2026-11-20T08:00:00Z" };
const sinceNoon = { version: "7", since: "2026-11-19T12:00:00Z" };
const other = { version: "6", since: "2026-11-01T00:00:00Z" };
const either = ["staging", "canary"];
const both = { all: ["staging", "canary"] };

describe("a soak after any of several stages", () => {
  it("has passed in one of them", () => {
    assert.deepEqual(soakOf(decide({ after: either, stages: { staging: other, canary: soaked } })), { outcome: "passed", code: "soaked" });
  });

  it("has passed in one of them, whatever is in dispute about the other", () => {
    const stages = { staging: { ...other, drift: { registry: "7" } }, canary: soaked };
    assert.deepEqual(soakOf(decide({ after: either, stages })), { outcome: "passed", code: "soaked" });
  });

  it("waits for the one that ends first", () => {
    const expected = { outcome: "waiting", code: "soaking", until: "2026-11-20T12:00:00Z" };
    assert.deepEqual(soakOf(decide({ after: either, stages: { staging: sinceMorning, canary: sinceNoon } })), expected);
    assert.deepEqual(soakOf(decide({ after: either, stages: { staging: sinceNoon, canary: sinceMorning } })), expected);
  });

  it("is not known where one is not known and nobody is in the other", () => {
    assert.deepEqual(soakOf(decide({ after: either, stages: { staging: { version: "7" }, canary: other } })), {
      outcome: "unknown",
      code: "since-unknown",
    });
  });

  it("takes a promotion to one of them and a wait", () => {
    const { remedies } = decide({ after: either, stages: {} });
    assert.equal(remedies.complete, true);
    assert.deepEqual(
      remedies.changes.map(({ type, name, until }) => ({ type, name: name ?? until })),
      [
        { type: "promotion", name: "staging" },
        { type: "wait", name: "2026-11-21T10:00:00Z" },
      ],
    );
  });
});

describe("a soak after all of several stages", () => {
  it("has passed in all of them", () => {
    assert.deepEqual(soakOf(decide({ after: both, stages: { staging: soaked, canary: soaked } })), { outcome: "passed", code: "soaked" });
  });

  it("waits for the one that ends last", () => {
    const expected = { outcome: "waiting", code: "soaking", until: "2026-11-21T08:00:00Z" };
    assert.deepEqual(soakOf(decide({ after: both, stages: { staging: sinceMorning, canary: sinceNoon } })), expected);
    assert.deepEqual(soakOf(decide({ after: both, stages: { staging: sinceNoon, canary: sinceMorning } })), expected);
  });

  it("has failed where the candidate is not in one of them, whatever is not known about the other", () => {
    const found = decide({ after: both, stages: { staging: { version: "7" }, canary: other } });
    assert.deepEqual(soakOf(found), { outcome: "failed", code: "not-in-stage" });
    assert.equal(found.remedies.complete, false);
  });

  it("takes every promotion and the longest wait", () => {
    const { remedies } = decide({ after: { all: ["staging", "canary", "shadow"] }, stages: { canary: sinceMorning } });
    assert.equal(remedies.complete, true);
    assert.deepEqual(
      remedies.changes.map(({ type, name, until }) => ({ type, name: name ?? until })),
      [
        { type: "promotion", name: "staging" },
        { type: "promotion", name: "shadow" },
        { type: "wait", name: "2026-11-21T10:00:00Z" },
      ],
    );
  });
});

describe("a soak in the first stage", () => {
  const codesOf = (gate: object) => {
    const policy = {
      version: 1,
      name: "soaks",
      models: ["*"],
      stages: [
        { name: "staging", gates: [gate] },
        { name: "production", gates: [gate] },
      ],
    };
    return parsePolicy({ file: "promotion.json", text: JSON.stringify(policy) })
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  };

  it("does not say where", () => {
    assert.deepEqual(codesOf({ soak: "24h" }), ["missing-key"]);
  });

  it("cannot be in a stage that the policy does not have", () => {
    assert.deepEqual(codesOf({ soak: "24h", in: "development" }), ["unknown-stage", "unknown-stage"]);
  });
});

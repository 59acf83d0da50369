/** What follows from the gates together: the verdict, the order of the stages, rollbacks, and people whom several gates ask. */
import assert from "node:assert/strict";
import { compile, evaluate, judge, parsePolicy, type Evidence } from "@muster/core";
import { decide, evidence, failing, passing, programOf, skipped, take, unknown, waiting, warning } from "./decision-world.js";

const orderOf = (after: string, stages: NonNullable<Evidence["stages"]>) =>
  take(evaluate(programOf(`[${passing}]`, "", after), { ...evidence, stages })).gates[0];

describe("the verdict", () => {
  const verdicts: readonly (readonly [gates: readonly string[], verdict: string, summary: string])[] = [
    [[passing], "allowed", "`fraud-cards@7` may move to `production`"],
    [[passing, waiting], "waiting", "waiting: `7` has held `staging` for 2d of 72h"],
    [[waiting, unknown], "unknown", "unknown: tag `nothing` is missing, and 1 more"],
    [[unknown, waiting, failing], "denied", "denied: tag `nothing` is missing, and 2 more"],
    [[skipped, passing], "allowed", "`fraud-cards@7` may move to `production`"],
    [[skipped, failing], "denied", "denied: tag `nothing` is missing"],
    [[skipped], "unknown", "unknown: every gate of `production` was skipped, so nothing speaks for `fraud-cards@7`"],
    [[skipped, warning(passing)], "unknown", "unknown: every gate of `production` was skipped, so nothing speaks for `fraud-cards@7`"],
    [[warning(failing)], "allowed", "`fraud-cards@7` may move to `production`"],
    [[warning(failing), waiting], "waiting", "waiting: `7` has held `staging` for 2d of 72h"],
    [[warning(skipped)], "allowed", "`fraud-cards@7` may move to `production`"],
    [[], "allowed", "`fraud-cards@7` may move to `production`"],
  ];
  for (const [gates, verdict, summary] of verdicts) {
    const ids = gates.map((gate) => `${/id: (\w+)/.exec(gate)?.[1] ?? ""}${gate.includes("warn") ? " as a warning" : ""}`);
    it(`of gates ${ids.join(", ") || "that there are none of"} is ${verdict}`, () => {
      const decision = decide(gates);
      assert.deepEqual([decision.verdict, decision.summary], [verdict, summary]);
      assert.equal(decision.code, summary.includes("nothing speaks") ? "nothing-evaluated" : undefined);
    });
  }

  it("is denied where every gate was skipped and the order does not hold", () => {
    const decision = decide([skipped], { stages: {} });
    assert.deepEqual([decision.verdict, decision.code, decision.summary], ["denied", undefined, "denied: `7` does not hold `staging`"]);
  });

  it("of an entry is allowed, and no gate is asked", () => {
    const decision = decide([failing], {}, { to: "development" });
    assert.deepEqual([decision.verdict, decision.gates, decision.to], ["allowed", [], "development"]);
    const there = decide([failing], { stages: { development: { version: "7" } } }, { to: "development" });
    assert.deepEqual([there.verdict, there.gates], ["allowed", []]);
  });

  it("is the same of `judge`, with the same gates", () => {
    for (const gates of [[passing, waiting], [skipped], [failing, unknown]]) {
      const decision = decide(gates);
      const judged = take(judge(programOf(`[${gates.join(", ")}]`), evidence));
      assert.deepEqual(judged, { verdict: decision.verdict, gates: decision.gates });
    }
    assert.equal(judge(programOf(`[${passing}]`), evidence, { to: "moon" }).ok, false);
  });

  it("is the same of `judge` where the request is not the one of the evidence: a rule reads the one that is decided", () => {
    const asked = { to: "production", at: "2026-11-21T00:00:00Z", requester: "dana@example.com" };
    const gate = '{ rule: request.at == now && request.requester == "dana@example.com" }';
    assert.equal(take(judge(programOf(`[${gate}]`), evidence, asked)).gates.at(-1)?.outcome, "passed");
    assert.equal(decide([gate], {}, asked).gates.at(-1)?.outcome, "passed");
  });

  it("is `unknown` where a gate's `when` cannot be told, and says why", () => {
    const [, gate] = decide(["{ tag: card, exists: true, when: { tag: tier, equals: high }, id: careful }"]).gates;
    assert.deepEqual(
      [gate?.outcome, gate?.code, gate?.message],
      ["unknown", "when-unknown", "its `when` cannot be told: tag `tier` is missing"],
    );
  });

  it("carries a skipped gate with the reason", () => {
    const [, gate] = decide([skipped]).gates;
    assert.deepEqual([gate?.outcome, gate?.code, gate?.message], ["skipped", "when-false", "its `when` does not hold"]);
  });
});

describe("the order of the stages", () => {
  const held = { version: "7" };
  const other = { version: "5" };
  const drifted = { version: "7", drift: { registry: "6" } };

  it("holds where the candidate is in the stage before", () => {
    const order = orderOf("[staging]", { staging: held });
    assert.deepEqual(
      [order?.id, order?.kind, order?.level, order?.outcome, order?.code, order?.message, order?.expected],
      ["order", "order", "block", "passed", "order-held", "`7` holds `staging`", "holds `staging`"],
    );
  });

  it("does not hold where somebody else is, and names the promotion that comes first", () => {
    const order = orderOf("[staging]", { staging: other });
    assert.deepEqual(
      [order?.outcome, order?.code, order?.message, order?.remedy],
      ["failed", "order-not-held", "`7` does not hold `staging`", "promote `7` to `staging` first"],
    );
    const { remedies } = decide([passing], { stages: { staging: other } });
    assert.deepEqual(remedies.changes, [{ type: "promotion", name: "staging", text: "promote `7` to `staging`" }]);
  });

  it("does not hold where no stage is known to have a holder", () => {
    const { stages: _stages, ...bare } = evidence;
    assert.equal(take(evaluate(programOf(`[${passing}]`), bare)).gates[0]?.code, "order-not-held");
  });

  it("points at `after` where it is written, and else at the stage's name", () => {
    assert.deepEqual(orderOf("[staging]", {})?.location, { file: "promotion.yaml", line: 15, column: 12, length: 9 });
  });

  it("asks for one of several stages", () => {
    const order = orderOf("[staging, shadow]", { staging: other, shadow: held });
    assert.deepEqual([order?.outcome, order?.message, order?.expected], ["passed", "`7` holds `shadow`", "holds `staging` or `shadow`"]);
    const neither = orderOf("[staging, shadow]", {});
    assert.deepEqual(
      [neither?.outcome, neither?.message, neither?.remedy],
      ["failed", "`7` does not hold `staging` or `shadow`", "promote `7` to `staging` or `shadow` first"],
    );
  });

  it("asks for all of several stages where it says so", () => {
    const both = orderOf("{ all: [staging, shadow] }", { staging: held, shadow: held });
    assert.deepEqual(
      [both?.outcome, both?.message, both?.expected],
      ["passed", "`7` holds `staging` and `shadow`", "holds `staging` and `shadow`"],
    );
    const one = orderOf("{ all: [staging, shadow] }", { staging: held });
    assert.deepEqual([one?.outcome, one?.message], ["failed", "`7` does not hold `shadow`"]);
    const none = orderOf("{ all: [staging, shadow] }", { staging: other });
    assert.deepEqual(
      [none?.message, none?.remedy],
      ["`7` does not hold `staging` and `shadow`", "promote `7` to `staging` and `shadow` first"],
    );
  });

  it("takes every version for one that is in the entry", () => {
    assert.equal(orderOf("[development]", {})?.outcome, "passed");
    assert.equal(orderOf("[development]", { development: { version: "5", drift: { registry: "6" } } })?.outcome, "passed");
  });

  it("is unknown where ledger and registry differ about the stage before", () => {
    const order = orderOf("[staging]", { staging: drifted });
    assert.deepEqual(
      [order?.outcome, order?.code, order?.message, order?.expected, order?.remedy],
      [
        "unknown",
        "drift",
        "the ledger says that `7` holds `staging`, the registry says `6`",
        "holds `staging`",
        "record what the registry holds with `muster adopt`, or undo the change in the registry",
      ],
    );
    const nobody = orderOf("[staging]", { staging: { version: "5", drift: { registry: null } } });
    assert.equal(nobody?.message, "the ledger says that `5` holds `staging`, the registry says nobody");
  });

  it("does not mind a difference where another stage is enough, and does where it is not", () => {
    assert.equal(orderOf("[staging, shadow]", { staging: drifted, shadow: held })?.outcome, "passed");
    assert.equal(orderOf("[staging, shadow]", { staging: other, shadow: drifted })?.code, "drift");
    assert.equal(orderOf("{ all: [staging, shadow] }", { staging: held, shadow: drifted })?.code, "drift");
    const missing = orderOf("{ all: [staging, shadow] }", { shadow: drifted });
    assert.deepEqual([missing?.code, missing?.message], ["order-not-held", "`7` does not hold `staging`"]);
  });

  it("refuses a candidate that holds the stage already", () => {
    const decision = decide([failing], { stages: { production: held } });
    assert.deepEqual(
      [decision.verdict, decision.code, decision.gates[0]?.code, decision.gates[0]?.message, decision.gates[0]?.remedy],
      ["denied", "already-there", "already-there", "`fraud-cards@7` holds `production` already", "there is nothing to do"],
    );
    assert.equal(decide([skipped], { stages: { staging: held, production: held } }).code, "already-there");
  });

  it("does not say so where the registry names somebody else", () => {
    const decision = decide([passing], { stages: { staging: held, production: drifted } });
    assert.deepEqual([decision.verdict, decision.code, decision.gates[0]?.code], ["unknown", undefined, "drift"]);
    assert.equal(
      decide([passing], { stages: { staging: held, production: { version: "5", drift: { registry: "6" } } } }).verdict,
      "allowed",
    );
  });

  it("is not asked of a first stage with gates", () => {
    const policy = `version: 1\nname: one\nmodels: ["*"]\nstages: [{ name: live, gates: [${passing}] }]\n`;
    const program = compile(parsePolicy({ file: "one.promotion.yaml", text: policy }));
    const at = (stages: Evidence["stages"]) => take(evaluate(program, { ...evidence, ...(stages && { stages }) }, { to: "live" }));
    assert.deepEqual(
      at({}).gates.map(({ id }) => id),
      ["passing"],
    );
    assert.equal(at({ live: held }).code, "already-there");
    assert.equal(at({ live: other }).verdict, "allowed");
  });
});

describe("a rollback", () => {
  const more = "    rollback:\n      gates: [{ tag: quarantined, exists: false, id: clean }]\n";
  const back = (given: Partial<Evidence>) =>
    take(evaluate(programOf(`[${failing}]`, more), { ...evidence, ...given }, { action: "rollback" }));

  it("asks the gates of the rollback, and not where the version comes from", () => {
    const decision = back({ stages: {} });
    assert.deepEqual(
      [decision.action, decision.verdict, decision.summary, decision.gates.map(({ id }) => id)],
      ["rollback", "allowed", "`production` may go back to `fraud-cards@7`", ["clean"]],
    );
    const tagged = back({ candidate: { ...evidence.candidate, tags: { quarantined: "yes" } } });
    assert.deepEqual([tagged.verdict, tagged.gates.length], ["denied", 1]);
  });

  it("that asks for a soak in several stages names each promotion and the longest wait", () => {
    const soak = "    rollback:\n      gates: [{ soak: 72h }]\n";
    const program = programOf(`[${failing}]`, soak, "{ all: [staging, shadow] }");
    const changes = (stages: NonNullable<Evidence["stages"]>) =>
      take(evaluate(program, { ...evidence, stages }, { action: "rollback" })).remedies.changes.map(({ text }) => text);
    const staging = { version: "7", since: "2026-11-18T10:00:00Z" };
    const shadow = { version: "7", since: "2026-11-19T10:00:00Z" };
    assert.deepEqual(changes({ staging }), ["promote `7` to `shadow`", "wait until 2026-11-23T10:00:00Z"]);
    assert.deepEqual(changes({ staging, shadow }), ["wait until 2026-11-22T10:00:00Z"]);
    assert.deepEqual(changes({ staging: { ...staging, since: "2026-11-01T00:00:00Z" }, shadow }), ["wait until 2026-11-22T10:00:00Z"]);
    assert.deepEqual(changes({ staging: { version: "7" }, shadow }), []);
  });

  it("to the version that is there has nothing to do", () => {
    assert.equal(back({ stages: { production: { version: "7" } } }).code, "already-there");
  });

  it("to an entry is asked too whether the version is there", () => {
    const decision = decide([passing], { stages: { development: { version: "7" } } }, { to: "development", action: "rollback" });
    assert.deepEqual([decision.verdict, decision.code], ["denied", "already-there"]);
  });
});

describe("people who are asked by several gates", () => {
  const approve = (by: string) => ({ by, decision: "approve" as const, at: "2026-11-19T12:00:00Z", to: "production" });
  const leads = "{ approvals: 1, from: [leads], id: leads }";
  const risk = "{ approvals: 1, from: [risk], id: risk }";
  const approvals = [approve("bob@example.com")];
  const outcomes = (gates: readonly string[], given: Partial<Evidence> = {}) =>
    decide(gates, { approvals, ...given })
      .gates.slice(1)
      .map(({ outcome }) => outcome);

  it("serve the gate that comes first, where they cannot serve all", () => {
    assert.deepEqual(outcomes([leads, risk]), ["passed", "waiting"]);
    assert.deepEqual(outcomes([risk, leads]), ["passed", "waiting"]);
  });

  it("serve gates between others just so", () => {
    assert.deepEqual(outcomes([passing, leads, risk]), ["passed", "passed", "waiting"]);
  });

  it("serve in the order of the policy where another gives no better verdict", () => {
    const choice = "{ anyOf: [{ approvals: 1, from: [leads], id: a }, { approvals: 1, from: [alice@example.com], id: b }], id: choice }";
    assert.deepEqual(outcomes([choice, risk]), ["passed", "waiting"]);
  });

  it("serve another alternative, where that gives a better verdict", () => {
    const either = `{ anyOf: [${leads}, { tag: card, exists: true, id: card }], id: either }`;
    assert.deepEqual(outcomes([either, risk]), ["passed", "passed"]);
    const choice = "{ anyOf: [{ approvals: 1, from: [leads], id: a }, { approvals: 1, from: [alice@example.com], id: b }], id: choice }";
    const both = [approve("alice@example.com"), approve("bob@example.com")];
    assert.equal(decide([choice, risk], { approvals: both }).verdict, "allowed");
    assert.equal(decide([risk, choice], { approvals: both }).verdict, "allowed");
  });

  it("are not used up by a gate that only warns, or that is skipped", () => {
    assert.deepEqual(outcomes([warning(leads), risk]), ["passed", "passed"]);
    const asleep = "{ approvals: 1, from: [leads], when: { tag: nothing, exists: true }, id: asleep }";
    assert.deepEqual(outcomes([asleep, risk]), ["skipped", "passed"]);
    assert.deepEqual(outcomes([`{ anyOf: [${asleep}, ${passing}], id: either }`, risk]), ["passed", "passed"]);
    const awake = "{ approvals: 1, from: [leads], when: { tag: card, exists: true }, id: awake }";
    assert.deepEqual(outcomes([awake, risk]), ["passed", "waiting"]);
  });

  it("serve a gate inside `allOf` as one beside it", () => {
    assert.deepEqual(outcomes([`{ allOf: [${leads}, ${passing}], id: all }`, risk]), ["passed", "waiting"]);
  });
});

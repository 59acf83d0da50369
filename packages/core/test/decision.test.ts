/** What a decision is made of: the request, the verdict, the order of the stages, and what it says about itself. */
import assert from "node:assert/strict";
import { compile, digestOf, evaluate, judge, parsePolicy, type Decision, type Evidence, type Failure } from "@muster/core";
import { pluginGates } from "./plugin-gates.js";

const options = { gates: pluginGates, timeZoneData: "2026a" };

const programOf = (gates: string, more = "", after = "") =>
  compile(
    parsePolicy(
      {
        file: "promotion.yaml",
        text: `
version: 1
name: fraud-models
models: ["fraud-*", "!fraud-sandbox"]
groups:
  leads: [alice@example.com, bob@example.com]
  risk: [bob@example.com]
stages:
  - name: development
  - name: staging
    gates: [{ tag: card, exists: true }]
  - name: shadow
    gates: [{ tag: card, exists: true }]
  - name: production
    after: ${after || "[staging]"}
    gates: ${gates}
${more}`,
      },
      options,
    ),
    options,
  );

const now = "2026-11-20T10:00:00Z";

const evidence: Evidence = {
  model: "fraud-cards",
  request: { to: "production", requester: "ci@example.com", at: now },
  candidate: { version: "7", author: "erin@example.com", createdAt: "2026-11-10T08:00:00Z", digest: "sha256:aa", tags: { card: "c" } },
  stages: { staging: { version: "7", since: "2026-11-18T10:00:00Z" }, production: { version: "5" } },
};

const passing = "{ tag: card, exists: true, id: passing }";
const failing = "{ tag: nothing, exists: true, id: failing }";
const unknown = "{ tag: nothing, equals: x, id: unknown }";
const waiting = "{ soak: 72h, id: waiting }";
const skipped = "{ tag: card, exists: true, when: { tag: nothing, exists: true }, id: skipped }";
const warning = (gate: string) => gate.replace(/ \}$/, ", level: warn }");

const take = <T>(result: { readonly ok: true; readonly value: T } | Failure): T => {
  assert.ok(result.ok, result.ok ? "" : result.message);
  return result.value;
};

const decide = (gates: readonly string[] | string, given: Partial<Evidence> = {}, request = {}): Decision =>
  take(evaluate(programOf(typeof gates === "string" ? gates : `[${gates.join(", ")}]`), { ...evidence, ...given }, request));

const orderOf = (after: string, stages: NonNullable<Evidence["stages"]>) =>
  take(evaluate(programOf(`[${passing}]`, "", after), { ...evidence, stages })).gates[0];

const failureOf = (given: object, request = {}): readonly unknown[] => {
  const decided = evaluate(programOf(`[${passing}]`), given as Evidence, request);
  assert.ok(!decided.ok);
  return [decided.reason, decided.message, decided.help];
};

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
    const ids = gates.map((gate) => /id: (\w+)/.exec(gate)?.[1] + (gate.includes("warn") ? " as a warning" : ""));
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
  });

  it("is the same of `judge`, with the same gates", () => {
    for (const gates of [[passing, waiting], [skipped], [failing, unknown]]) {
      const decision = decide(gates);
      const judged = take(judge(programOf(`[${gates.join(", ")}]`), evidence));
      assert.deepEqual(judged, { verdict: decision.verdict, gates: decision.gates });
    }
    assert.equal(judge(programOf(`[${passing}]`), evidence, { to: "moon" }).ok, false);
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

  it("points at `after` where it is written, and else at the stage's name", () => {
    assert.deepEqual(orderOf("[staging]", {})?.location, { file: "promotion.yaml", line: 15, column: 12, length: 9 });
  });

  it("asks for one of several stages", () => {
    const order = orderOf("[staging, shadow]", { staging: other, shadow: held });
    assert.deepEqual([order?.outcome, order?.message, order?.expected], ["passed", "`7` holds `shadow`", "holds `staging` or `shadow`"]);
    const neither = orderOf("[staging, shadow]", {});
    assert.deepEqual([neither?.outcome, neither?.message], ["failed", "`7` does not hold `staging`"]);
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
  });

  it("serve a gate inside `allOf` as one beside it", () => {
    assert.deepEqual(outcomes([`{ allOf: [${leads}, ${passing}], id: all }`, risk]), ["passed", "waiting"]);
  });
});

describe("a decision", () => {
  const program = () =>
    programOf(
      '[{ uses: "@acme/at-most", with: { most: 1 }, message: look at the slices, docs: "https://example.com/fair" }, { soak: 72h }]',
    );
  const whole = (given = evidence, request = {}): Decision => take(evaluate(program(), given, request));

  it("says what was asked, of whom, and by which policy and engine", () => {
    const { engine, policy, action, model, version, to, requester, at, schemaVersion } = whole();
    assert.deepEqual(
      { schemaVersion, action, model, version, to, requester, at },
      { schemaVersion: 1, action: "promote", model: "fraud-cards", version: "7", to: "production", requester: "ci@example.com", at: now },
    );
    assert.deepEqual(engine.plugins, [{ name: "@acme/at-most", version: "1.2.3" }]);
    assert.equal(engine.timeZoneData, "2026a");
    const stageDigest = program().stages.get("production")?.digest;
    assert.deepEqual(policy, { name: "fraud-models", file: "promotion.yaml", digest: program().digest, stageDigest });
  });

  it("proves the evidence with the request that was decided", () => {
    const asked = whole(evidence, { to: "staging", at: "2026-11-21T11:00:00+01:00", requester: "dana@example.com" });
    assert.deepEqual([asked.to, asked.at, asked.requester], ["staging", "2026-11-21T10:00:00Z", "dana@example.com"]);
    const request = { to: "staging", at: "2026-11-21T10:00:00Z", requester: "dana@example.com" };
    assert.equal(asked.evidence.digest, digestOf({ ...evidence, request }));
  });

  it("has no requester where nobody is named", () => {
    const asked = whole({ ...evidence, request: { to: "production", at: now } });
    assert.equal("requester" in asked, false);
    assert.equal(asked.evidence.digest, digestOf({ ...evidence, request: { to: "production", at: now } }));
  });

  it("carries a gate's own note and page", () => {
    const [, gate, soak] = whole().gates;
    assert.deepEqual([gate?.note, gate?.docs], ["look at the slices", "https://example.com/fair"]);
    assert.equal("note" in (soak ?? {}), false);
  });

  it("has an `until` only where one wait is all that is missing", () => {
    assert.equal(decide([waiting]).until, "2026-11-21T10:00:00Z");
    assert.equal(decide([waiting, failing]).until, undefined);
    assert.equal(decide([waiting, "{ approvals: 1, from: [leads] }"]).until, undefined);
    assert.equal(decide(["{ approvals: 1, from: [leads] }"]).until, undefined);
    assert.equal(decide([waiting], { stages: {} }).until, undefined);
  });
});

describe("a request", () => {
  const { request: _request, ...unasked } = evidence;

  it("names a stage and an instant, beside the evidence or in it", () => {
    assert.deepEqual(failureOf(unasked, { at: now }), [
      "malformed",
      "the request names no target stage",
      "give `to`, or `request.to` in the evidence",
    ]);
    assert.deepEqual(failureOf(unasked, { to: "production" }), [
      "malformed",
      "the request has no instant",
      "give `at`, or `request.at` in the evidence",
    ]);
  });

  it("names an instant that there is", () => {
    assert.deepEqual(failureOf(evidence, { at: "2026-02-30T10:00:00Z" }), [
      "malformed",
      "`2026-02-30T10:00:00Z` is not an instant",
      "write it as `2026-11-20T10:00:00Z`",
    ]);
  });

  it("names a stage that the policy has", () => {
    assert.deepEqual(failureOf(evidence, { to: "moon" }), [
      "absent",
      "policy `fraud-models` has no stage `moon`",
      "its stages are `development`, `staging`, `shadow`, `production`",
    ]);
  });

  it("is about a model that the policy governs", () => {
    assert.deepEqual(failureOf({ ...evidence, model: "fraud-sandbox" }), [
      "absent",
      "policy `fraud-models` does not govern `fraud-sandbox`",
      "its models are `fraud-*`, `!fraud-sandbox` in `promotion.yaml`",
    ]);
  });

  it("comes with evidence of the right form", () => {
    const { candidate: _candidate, ...without } = evidence;
    const [reason, message, help] = failureOf(without);
    assert.deepEqual([reason, help], ["malformed", "see the evidence schema"]);
    assert.match(String(message), /^the evidence is not valid: `\/` .*candidate/);
    assert.match(String(failureOf({ ...evidence, candidate: { version: 7 } })[1]), /^the evidence is not valid: `\/candidate\/version` \S/);
  });
});

describe("a plugin's gate", () => {
  it("is `unknown` where it throws or gives beside its word, and says whom to tell", () => {
    const of = (name: string) => decide([`{ uses: "${name}", id: odd }`]).gates[1];
    assert.deepEqual(
      [of("@acme/throws")?.outcome, of("@acme/throws")?.code, of("@acme/throws")?.message, of("@acme/throws")?.remedy],
      ["unknown", "gate-error", "the plugin gate `@acme/throws` failed: out of cheese", "tell the authors of `@acme/throws`"],
    );
    for (const name of ["@acme/nothing", "@acme/lies"]) assert.deepEqual([of(name)?.outcome, of(name)?.code], ["unknown", "gate-error"]);
  });
});

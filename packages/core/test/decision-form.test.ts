/** What is asked of a decision, and what it says about itself. */
import assert from "node:assert/strict";
import { digestOf, evaluate, type Decision, type Evidence } from "@muster/core";
import { decide, evidence, failing, now, passing, programOf, skipped, take, waiting } from "./decision-world.js";

const failureOf = (given: object, request = {}): readonly unknown[] => {
  const decided = evaluate(programOf(`[${passing}]`), given as Evidence, request);
  assert.ok(!decided.ok);
  return [decided.reason, decided.message, decided.help];
};

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

  it("carries of a gate what it found, and no key for anything else", () => {
    const fixed = ["id", "kind", "level", "outcome", "code", "message", "location", "expected"];
    const keysOf = (gate: string, given: Partial<Evidence> = {}) => Object.keys(decide([gate], given).gates[1] ?? {});
    const metrics = { auc: 0.9 };
    const measured = { candidate: { ...evidence.candidate, metrics }, baselines: { production: { version: "5", metrics } } };
    const compared = "{ metric: auc, goal: maximize, baseline: production, maxRegression: 0 }";
    assert.deepEqual(keysOf(compared, measured), [...fixed, "observed", "baseline", "margin", "measurements"]);
    assert.deepEqual(keysOf(waiting), [...fixed, "observed", "until", "remedy"]);
    assert.deepEqual(keysOf("{ approvals: 1, from: [leads] }"), [...fixed, "observed", "people", "remedy"]);
    assert.deepEqual(keysOf(`{ anyOf: [${passing}] }`), [...fixed, "gates"]);
    assert.deepEqual(keysOf(skipped), fixed.slice(0, -1));
  });

  it("has no key for what it cannot say", () => {
    const keys = ["action", "at", "engine", "evidence", "gates", "model", "policy", "remedies", "requester", "schemaVersion", "summary"];
    assert.deepEqual(Object.keys(decide([passing])).sort(), [...keys, "to", "verdict", "version"]);
    assert.deepEqual(Object.keys(decide([skipped])).sort(), ["action", "at", "code", ...keys.slice(2), "to", "verdict", "version"]);
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
    assert.equal(failureOf(evidence, { to: "prodution" })[2], "did you mean `production`?");
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
  it("decides as a built-in one does", () => {
    const of = (disparity: number) =>
      decide(['{ uses: "@acme/at-most", with: { most: 1 }, id: fair }'], { candidate: { ...evidence.candidate, metrics: { disparity } } });
    assert.deepEqual([of(0.5).verdict, of(0.5).gates[1]?.code], ["allowed", "low-enough"]);
    assert.deepEqual([of(2).verdict, of(2).gates[1]?.code], ["denied", "too-high"]);
  });

  it("tells what would make it pass only where it does not, and is `unknown` where that is no change", () => {
    const of = (tag: string) => decide([`{ uses: "@acme/tag-of", with: { tag: ${tag} }, id: tagged }`]);
    assert.deepEqual([of("card").verdict, of("card").gates[1]?.outcome], ["allowed", "passed"]);
    const { complete, changes } = of("sheet").remedies;
    assert.deepEqual([complete, changes.map(({ text }) => text)], [true, ["set tag `sheet`"]]);
    assert.deepEqual([of("odd").gates[1]?.outcome, of("odd").gates[1]?.code], ["unknown", "gate-error"]);
  });

  it("is `unknown` where it throws or gives beside its word, and says whom to tell", () => {
    const of = (name: string) => decide([`{ uses: "${name}", id: odd }`]).gates[1];
    assert.deepEqual(
      [of("@acme/throws")?.outcome, of("@acme/throws")?.code, of("@acme/throws")?.message, of("@acme/throws")?.remedy],
      ["unknown", "gate-error", "the plugin gate `@acme/throws` failed: out of cheese", "tell the authors of `@acme/throws`"],
    );
    for (const name of ["@acme/nothing", "@acme/lies"]) assert.deepEqual([of(name)?.outcome, of(name)?.code], ["unknown", "gate-error"]);
  });
});

import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy } from "@muster/core";
import { describe, it } from "mocha";
import { gates as exported } from "../index.js";

const gates = exported.map((gate) => ({ ...gate, version: "1.2.0", validate: gate.validate ?? (() => true) }));

const policy = (keys) => `
version: 1
name: p
models: ["*"]
stages:
  - name: live
    gates:
      - uses: "@acme/fairness"
        with: ${JSON.stringify(keys)}
`;

const judge = (metrics, keys = { maxDisparity: 0.1 }) => {
  const program = compile(parsePolicy({ file: "p.yaml", text: policy(keys) }, { gates }), { gates });
  const decision = evaluate(program, { model: "m", candidate: { version: "1", metrics } }, { to: "live", at: "2026-11-20T10:00:00Z" });
  assert.ok(decision.ok, decision.ok ? "" : decision.message);
  return { ...decision.value.gates[0], verdict: decision.value.verdict };
};

describe("@acme/fairness", () => {
  it("passes where the groups are no further apart than allowed, the bound included", () => {
    const result = judge({ "selection_rate/group=a": 0.3, "selection_rate/group=b": { value: 0.4 } });
    assert.deepEqual([result.verdict, result.code, result.observed, result.margin], ["allowed", "even", 0.1, 0]);
  });

  it("fails where two groups are further apart, and says which", () => {
    const result = judge({ "selection_rate/group=a": 0.3, "selection_rate/group=b": 0.45, "selection_rate/group=c": 0.35 });
    assert.deepEqual([result.verdict, result.code, result.margin], ["denied", "uneven", -0.05]);
    assert.match(result.message, /`b` is selected at 0\.45, `a` at 0\.3/);
  });

  it("cannot tell from one group alone", () => {
    assert.deepEqual([judge({ "selection_rate/group=a": 0.3 }).outcome, judge({}).code], ["unknown", "too-few-groups"]);
  });

  it("cannot tell from what is no number", () => {
    assert.equal(judge({ "selection_rate/group=a": 0.3, "selection_rate/group=b": "NaN" }).code, "not-a-number");
    assert.equal(judge({ "selection_rate/group=a": 0.3, "selection_rate/group=b": { value: null } }).code, "not-a-number");
  });

  it("looks at another metric and other groups where it is told to", () => {
    const metrics = { "recall/country=DE": 0.9, "recall/country=FR": 0.95 };
    assert.equal(judge(metrics, { maxDisparity: 0.1, metric: "recall", by: "country" }).code, "even");
  });

  it("is recorded in the decision with its version", () => {
    const program = compile(parsePolicy({ file: "p.yaml", text: policy({ maxDisparity: 0.1 }) }, { gates }), { gates });
    assert.deepEqual(program.engine.plugins, [{ name: "@acme/fairness", version: "1.2.0" }]);
  });
});

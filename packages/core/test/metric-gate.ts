/** Metric gates to be judged without a registry, one at a time and fast enough for hundreds of thousands. */
import assert from "node:assert/strict";
import { compile, parsePolicy, type Facts, type Finding, type Metric } from "@muster/core";

export interface Sides {
  readonly candidate: Readonly<Record<string, Metric>>;
  readonly baseline?: Readonly<Record<string, Metric>>;
}

export type JudgeMetric = (sides: Sides) => Finding;

/** The gates of one policy, in their order, each judged on a candidate and on version `5` that holds production. */
export const metricGates = (gates: readonly object[]): readonly JudgeMetric[] => {
  const parsed = parsePolicy({
    file: "promotion.json",
    text: JSON.stringify({
      version: 1,
      name: "fraud-models",
      models: ["*"],
      stages: [{ name: "production", gates: gates.map((gate, index) => ({ id: `g${index}`, ...gate })) }],
    }),
  });
  assert.ok(parsed.policy, parsed.diagnostics.map(({ message }) => message).join("; "));
  const stage = compile(parsed).stages.get("production");
  assert.ok(stage);
  return stage.gates.map(({ kind, prepared }) => (sides) => {
    const facts = factsOf(sides);
    const finding = kind.evaluate(prepared, facts, undefined);
    return finding.outcome === "passed" ? finding : { ...finding, changes: kind.changes?.(prepared, facts, finding) };
  });
};

export const metricGate = (gate: object): JudgeMetric => {
  const [judge] = metricGates([gate]);
  assert.ok(judge);
  return judge;
};

const factsOf = ({ candidate, baseline }: Sides): Facts => ({
  evidence: {
    model: "fraud-cards",
    candidate: { version: "7", metrics: candidate },
    stages: { production: { version: "5" } },
    ...(baseline && { baselines: { production: { version: "5", metrics: baseline } } }),
  },
  action: "promote",
  to: "production",
  requester: undefined,
  now: 0,
  stageDigest: "",
  entry: undefined,
  evaluateNested: () => assert.fail("a metric gate has no nested gates"),
});

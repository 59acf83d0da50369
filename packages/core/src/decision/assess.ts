import type { CompiledStage, Program } from "../compile.js";
import type { CompiledGate, Facts, Finding, Judged } from "../gates/define-gate.js";
import { orderFinding } from "./order.js";
import type { Change, Decision, Outcome, Verdict } from "../generated/decision.js";
import type { Evidence } from "../generated/evidence.js";
import { outcomeOfAll } from "./outcome.js";
import { allotByPlugin, findByPlugin, isPlugin } from "./ask-plugin.js";
import { prioritiesOf } from "./priorities.js";
import { resultOf } from "./result.js";

/** Every gate of a stage, judged, and what follows from them together. */
export interface Assessment {
  readonly verdict: Verdict;
  readonly code: Decision["code"];
  /** The order gate first, then the gates of the policy in their order. */
  readonly judged: readonly Judged[];
}

export interface Question {
  readonly action: "promote" | "rollback";
  readonly requester: string | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

const verdicts = { passed: "allowed", failed: "denied", waiting: "waiting", unknown: "unknown" } as const;

const nothing: ReadonlyMap<unknown, unknown> = new Map();

const verdictsByHope: readonly Verdict[] = ["allowed", "waiting", "unknown", "denied"];

/**
 * Judges every gate of a stage on the evidence. The only place where a verdict is made. Gates take what they share in the
 * order of the policy, unless another order gives a better verdict: which alternative of an `anyOf` comes first must not matter.
 */
export const assess = (program: Program, stage: CompiledStage, evidence: Evidence, { action, requester, now }: Question): Assessment => {
  const gates = action === "rollback" ? stage.rollback : stage.gates;
  const factsWith = (allotments: ReadonlyMap<unknown, unknown>): Facts => {
    const facts: Facts = {
      evidence,
      action,
      to: stage.name,
      requester,
      now,
      stageDigest: stage.digest,
      entry: program.entry,
      evaluateNested: (gate) => judge(gate, facts, allotments),
    };
    return facts;
  };
  if (action === "promote" && stage.isEntry) return { verdict: "allowed", code: undefined, judged: [] };
  if (!gates.some(({ shares }) => shares)) return assessWith(stage, gates, factsWith(nothing), nothing);
  const [first = [], ...others] = prioritiesOf(gates, factsWith(nothing));
  const assessIn = (order: readonly CompiledGate[]): Assessment => {
    const allotments = allot(order, factsWith(nothing));
    return assessWith(stage, gates, factsWith(allotments), allotments);
  };
  let best = assessIn(first);
  if (others.length === 0) return best;
  // No order gives a gate more than all people to itself would.
  const hope = assessWith(stage, gates, factsWith(nothing), nothing).verdict;
  for (const order of others) {
    if (best.verdict === hope) break;
    const other = assessIn(order);
    if (verdictsByHope.indexOf(other.verdict) < verdictsByHope.indexOf(best.verdict)) best = other;
  }
  return best;
};

const assessWith = (
  stage: CompiledStage,
  gates: readonly CompiledGate[],
  facts: Facts,
  allotments: ReadonlyMap<unknown, unknown>,
): Assessment => {
  const order = orderFinding(stage, facts);
  const judged: Judged[] =
    order === undefined
      ? []
      : [{ result: resultOf({ id: "order", kind: "order", level: "block", location: stage.location }, order), changes: order.changes }];
  const counted: Outcome[] = [];
  let blocking = 0;
  for (const gate of gates) {
    const one = judge(gate, facts, allotments);
    judged.push(one);
    if (gate.level === "warn") continue;
    blocking += 1;
    if (one.result.outcome !== "skipped") counted.push(one.result.outcome);
  }
  const nothingEvaluated = blocking > 0 && counted.length === 0;
  if (nothingEvaluated) counted.push("unknown");
  if (order !== undefined) counted.push(order.outcome);
  const verdict = verdicts[outcomeOfAll(counted) ?? "passed"];
  const code =
    order?.code === "already-there" ? "already-there" : nothingEvaluated && verdict === "unknown" ? "nothing-evaluated" : undefined;
  return { verdict, code, judged };
};

const judge = (gate: CompiledGate, facts: Facts, allotments: ReadonlyMap<unknown, unknown>): Judged => {
  const condition = gate.when?.(facts);
  if (condition !== undefined && "unknown" in condition) {
    const { unknown: message, remedy } = condition;
    const finding: Finding = { outcome: "unknown", code: "when-unknown", message, ...(remedy !== undefined && { remedy }) };
    return { result: resultOf(gate.fixed, finding), changes: undefined };
  }
  if (condition !== undefined && !condition.holds) {
    return { result: resultOf(gate.fixed, skipped), changes: undefined };
  }
  const finding = find(gate, facts, allotments.get(gate.prepared));
  return { result: resultOf(gate.fixed, finding), changes: finding.outcome === "passed" ? none : finding.changes };
};

const skipped: Finding = { outcome: "skipped", code: "when-false", message: "its `when` does not hold" };
const none: readonly Change[] = [];

const find = (gate: CompiledGate, facts: Facts, allotment: unknown): Finding =>
  isPlugin(gate) ? findByPlugin(gate, facts, allotment) : gate.kind.evaluate(gate.prepared, facts, allotment);

/** Lets each kind that shares something among its gates divide it once, in this order. */
const allot = (order: readonly CompiledGate[], facts: Facts): ReadonlyMap<unknown, unknown> => {
  const kinds = new Set(order.map(({ kind }) => kind));
  return new Map(
    [...kinds].flatMap((kind): readonly (readonly [unknown, unknown])[] => {
      const gates = order.filter((gate) => gate.kind === kind);
      if (gates.some(isPlugin)) return allotByPlugin(kind, gates, facts);
      return [
        ...(kind.allot?.(
          gates.map(({ prepared }) => prepared),
          facts,
        ) ?? []),
      ];
    }),
  );
};

import type { CompiledStage, Program } from "../compile.js";
import type { CompiledGate, Facts, Finding, Judged } from "../gates/define-gate.js";
import { orderFinding } from "./order.js";
import type { Decision, Outcome, Verdict } from "../generated/decision.js";
import type { Evidence } from "../generated/evidence.js";
import { outcomeOfAll } from "./outcome.js";

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

/** Judges every gate of a stage on the evidence. The only place where a verdict is made. */
export const assess = (program: Program, stage: CompiledStage, evidence: Evidence, { action, requester, now }: Question): Assessment => {
  const gates = action === "rollback" ? stage.rollback : stage.gates;
  const allotments = new Map<unknown, unknown>();
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
  if (action === "promote" && stage.isEntry) return { verdict: "allowed", code: undefined, judged: [] };
  allot(gates, facts, allotments);
  const order = orderFinding(stage, facts);
  const own = gates.map((gate) => judge(gate, facts, allotments));
  const judged = order === undefined ? own : [{ result: orderResult(stage, order), changes: order.changes }, ...own];

  const blocking = own.filter(({ result }) => result.level === "block");
  const counted: Outcome[] = blocking.map(({ result }) => result.outcome).filter((outcome) => outcome !== "skipped");
  const nothingEvaluated = blocking.length > 0 && counted.length === 0;
  if (nothingEvaluated) counted.push("unknown");
  if (order !== undefined) counted.push(order.outcome);
  const verdict = verdicts[outcomeOfAll(counted) ?? "passed"];
  const code = order?.code === "already-there" ? "already-there" : nothingEvaluated && verdict === "unknown" ? "nothing-evaluated" : undefined;
  return { verdict, code, judged };
};

const orderResult = (stage: CompiledStage, { changes: _changes, ...finding }: Finding): Judged["result"] => ({
  id: "order",
  kind: "order",
  level: "block",
  ...finding,
  location: stage.location,
});

const judge = (gate: CompiledGate, facts: Facts, allotments: ReadonlyMap<unknown, unknown>): Judged => {
  const condition = gate.when?.(facts);
  if (condition !== undefined && "unknown" in condition) {
    return { result: { ...gate.fixed, outcome: "unknown", code: "when-unknown", message: condition.unknown }, changes: undefined };
  }
  if (condition !== undefined && !condition.holds) {
    return { result: { ...gate.fixed, outcome: "skipped", code: "when-false", message: "its `when` does not hold" }, changes: undefined };
  }
  const { changes, ...finding } = find(gate, facts, allotments.get(gate.prepared));
  return { result: { ...gate.fixed, ...finding }, changes: finding.outcome === "passed" ? [] : changes };
};

/** A plugin is somebody else's code: what it throws, or gives beside its word, is `unknown`. */
const find = (gate: CompiledGate, facts: Facts, allotment: unknown): Finding => {
  if (gate.kind.version === undefined) return gate.kind.evaluate(gate.prepared, facts, allotment);
  try {
    const finding = gate.kind.evaluate(gate.prepared, facts, allotment);
    if (isFinding(finding, gate)) return finding;
    return pluginError(gate, "its finding does not have the form of one");
  } catch (error) {
    return pluginError(gate, error instanceof Error ? error.message : String(error));
  }
};

const outcomes: readonly unknown[] = ["passed", "failed", "waiting", "unknown"];

const isFinding = (finding: Finding | undefined | null, gate: CompiledGate): boolean =>
  typeof finding === "object" &&
  finding !== null &&
  outcomes.includes(finding.outcome) &&
  typeof finding.message === "string" &&
  Object.hasOwn(gate.kind.codes, finding.code);

const pluginError = (gate: CompiledGate, what: string): Finding => ({
  outcome: "unknown",
  code: "gate-error",
  message: `the plugin gate \`${gate.kind.kind}\` failed: ${what}`,
  remedy: `tell the authors of \`${gate.kind.kind}\``,
});

/** Lets each kind that shares something among its gates divide it once, among the gates that count. */
const allot = (gates: readonly CompiledGate[], facts: Facts, allotments: Map<unknown, unknown>): void => {
  const counting = gates.filter(({ level }) => level === "block").flatMap((gate) => active(gate, facts));
  const kinds = new Set(counting.map(({ kind }) => kind));
  for (const kind of kinds) {
    const own = counting.filter((gate) => gate.kind === kind).map(({ prepared }) => prepared);
    kind.allot?.(own, facts).forEach((allotment, prepared) => allotments.set(prepared, allotment));
  }
};

const active = (gate: CompiledGate, facts: Facts): readonly CompiledGate[] => {
  if (gate.kind.allot === undefined && gate.nested.length === 0) return [];
  const condition = gate.when?.(facts);
  if (condition !== undefined && !("holds" in condition && condition.holds)) return [];
  return gate.kind.allot === undefined ? gate.nested.flatMap((one) => active(one, facts)) : [gate];
};

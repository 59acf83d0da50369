import type { CompiledStage, Program } from "../compile.js";
import type { CompiledGate, Facts, Finding, Judged, JudgedOutcome } from "../gates/define-gate.js";
import { orderId } from "../gates/default-id.js";
import { orderFinding } from "./order.js";
import type { Change, Decision, GateResult, Verdict } from "../generated/decision.js";
import type { Evidence } from "../generated/evidence.js";
import { worseOf } from "./outcome.js";
import { allotByPlugin, findByPlugin } from "./ask-plugin.js";
import { bestOrder, type Order } from "./priorities.js";
import { resultOf } from "./result.js";

/** Every gate of a stage, judged, and what follows from them together. */
export interface Assessment {
  readonly verdict: Verdict;
  readonly code: Decision["code"];
  /** The order gate first, then the gates of the policy in their order. */
  readonly gates: readonly GateResult[];
  /** Of those the ones that keep the verdict from `allowed`. */
  readonly open: readonly Judged[];
}

export interface Question {
  readonly action: "promote" | "rollback";
  readonly requester: string | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

const verdicts = { passed: "allowed", failed: "denied", waiting: "waiting", unknown: "unknown" } as const;

/**
 * Judges every gate of a stage on the evidence. The only place where a verdict is made. Gates take what they share in the
 * order of the policy, unless another order leaves them better off: which alternative of an `anyOf` comes first must not matter.
 */
export const assess = (program: Program, stage: CompiledStage, evidence: Evidence, question: Question): Assessment => {
  const gates = question.action === "rollback" ? stage.rollback : stage.gates;
  if (question.action === "promote" && stage.isEntry) return { verdict: "allowed", code: undefined, gates: [], open: [] };
  const facts = factsOf(program, stage, evidence, question, undefined);
  return shareAny(gates) ? assessInBestOrder(program, stage, gates, facts) : assessWith(stage, gates, facts, undefined);
};

const assessInBestOrder = (program: Program, stage: CompiledStage, gates: readonly CompiledGate[], facts: Facts): Assessment => {
  const shareIn = (order: Order | undefined): Shares => {
    const allotments = order && allot(order, facts);
    return { allotments, facts: factsOf(program, stage, facts.evidence, facts, allotments) };
  };
  const order = bestOrder(gates, facts, (order) => {
    const shares = shareIn(order);
    return (gate) => judge(gate, shares.facts, shares.allotments).result.outcome;
  });
  const shares = shareIn(order);
  return assessWith(stage, gates, shares.facts, shares.allotments);
};

interface Shares {
  readonly allotments: Allotments;
  readonly facts: Facts;
}

/** What each gate got of what gates share, by what was prepared of it; undefined where nothing is shared, or each has all to itself. */
type Allotments = ReadonlyMap<unknown, unknown> | undefined;

const factsOf = (program: Program, stage: CompiledStage, evidence: Evidence, question: Question, allotments: Allotments): Facts => {
  const { action, requester, now } = question;
  const facts: Facts = {
    evidence,
    action,
    to: stage.name,
    requester,
    now,
    stageDigest: stage.digest,
    entry: program.entry,
    evaluateNested: (gate, at = now) =>
      judge(gate, at === now ? facts : factsOf(program, stage, evidence, { ...question, now: at }, allotments), allotments),
  };
  return facts;
};

const shareAny = (gates: readonly CompiledGate[]): boolean => {
  for (const { shares } of gates) if (shares) return true;
  return false;
};

const assessWith = (stage: CompiledStage, compiled: readonly CompiledGate[], facts: Facts, allotments: Allotments): Assessment => {
  const gates: GateResult[] = [];
  const open: Judged[] = [];
  const order = orderFinding(stage, facts);
  if (order !== undefined) {
    const result = resultOf({ id: orderId, kind: orderId, level: "block", location: stage.location }, order);
    gates.push(result);
    if (result.outcome !== "passed") open.push({ result, changes: () => order.changes });
  }
  let blocking = 0;
  let worst: JudgedOutcome | undefined;
  for (const gate of compiled) {
    const judged = judge(gate, facts, allotments);
    const { outcome } = judged.result;
    gates.push(judged.result);
    if (gate.level === "warn") continue;
    blocking += 1;
    worst = worseOf(worst, outcome);
    if (outcome !== "passed" && outcome !== "skipped") open.push(judged);
  }
  const nothingEvaluated = blocking > 0 && worst === undefined;
  const verdict = verdicts[worseOf(nothingEvaluated ? "unknown" : worst, order?.outcome) ?? "passed"];
  const code =
    order?.code === "already-there" ? "already-there" : nothingEvaluated && verdict === "unknown" ? "nothing-evaluated" : undefined;
  return { verdict, code, gates, open };
};

const judge = (gate: CompiledGate, facts: Facts, allotments: Allotments): Judged => {
  const idle = gate.when && idleFinding(gate.when, facts);
  const finding = idle ?? find(gate, facts, allotments?.get(gate.prepared));
  const result = resultOf(gate.fixed, finding);
  if (finding.outcome === "passed") return { result, changes: none };
  return { result, changes: idle === undefined ? changesOf(gate, facts, finding) : untold };
};

/** What is said of a gate that is not asked, as its `when` does not hold or cannot be told; undefined where it is asked. */
const idleFinding = (when: NonNullable<CompiledGate["when"]>, facts: Facts): Finding | undefined => {
  const condition = when(facts);
  if (!("unknown" in condition)) return condition.holds ? undefined : skipped;
  return { outcome: "unknown", code: "when-unknown", message: condition.unknown, remedy: condition.remedy };
};

const skipped: Finding = { outcome: "skipped", code: "when-false", message: "its `when` does not hold" };
const none = (): readonly Change[] => [];
const untold = (): undefined => undefined;

const changesOf = (gate: CompiledGate, facts: Facts, finding: Finding): Judged["changes"] => {
  const { kind, prepared } = gate;
  return kind.changes === undefined || gate.isPlugin ? () => finding.changes : () => kind.changes?.(prepared, facts, finding);
};

const find = (gate: CompiledGate, facts: Facts, allotment: unknown): Finding =>
  gate.isPlugin ? findByPlugin(gate, facts, allotment) : gate.kind.evaluate(gate.prepared, facts, allotment);

/** Lets each kind that shares something among its gates divide it once, in this order. */
const allot = (order: readonly CompiledGate[], facts: Facts): ReadonlyMap<unknown, unknown> => {
  const kinds = new Set(order.map(({ kind }) => kind));
  return new Map(
    [...kinds].flatMap((kind): readonly (readonly [unknown, unknown])[] => {
      const gates = order.filter((gate) => gate.kind === kind);
      if (gates.some((gate) => gate.isPlugin)) return allotByPlugin(kind, gates, facts);
      return [
        ...(kind.allot?.(
          gates.map(({ prepared }) => prepared),
          facts,
        ) ?? []),
      ];
    }),
  );
};

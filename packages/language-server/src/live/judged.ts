import { judge, type GateResult, type Verdict } from "@muster/core";
import type { Context } from "../context.js";
import type { PolicyDocument } from "../documents/document.js";
import type { WrittenGate } from "../documents/gates.js";
import { spanOf } from "../documents/ranges.js";
import type { StageFacts } from "../providers/facts.js";
import { factsFor, isUnseen } from "../providers/seen.js";

/** What the policy, as it stands in the editor, says of a stage's candidate. */
export interface JudgedStage extends StageFacts {
  readonly verdict: Verdict;
  readonly gates: readonly GateResult[];
}

/** Undefined where nothing is known of a candidate, or the policy has an error. */
export const judgeStage = (document: PolicyDocument, stage: string, context: Context): JudgedStage | undefined => {
  const program = document.program();
  if (program === undefined || context.now === undefined) return undefined;
  const facts = factsFor(document, stage, context);
  if (facts === undefined || isUnseen(facts)) return undefined;
  const judged = judge(program, facts.evidence, { to: stage, at: new Date(context.now()).toISOString() });
  return judged.ok ? { ...facts, ...judged.value } : undefined;
};

/** What was found for a gate, by its place. */
export const resultOf = (document: PolicyDocument, { kind }: WrittenGate, results: readonly GateResult[]): GateResult | undefined => {
  if (kind === undefined) return undefined;
  const { line, column } = document.yaml.source.positionAt(spanOf(kind.key, document).start);
  const find = (among: readonly GateResult[]): GateResult | undefined => {
    for (const result of among) {
      const { location, gates = [] } = result;
      if (location.file === document.uri && location.line === line && location.column === column) return result;
      const nested = find(gates);
      if (nested !== undefined) return nested;
    }
    return undefined;
  };
  return find(results);
};

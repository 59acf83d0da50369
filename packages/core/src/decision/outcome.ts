import type { Outcome } from "../generated/decision.js";

/** The outcome of gates that must all hold: failed > unknown > waiting > passed. Undefined where none was counted. */
export const outcomeOfAll = (outcomes: readonly Outcome[]): Exclude<Outcome, "skipped"> | undefined => first(worstFirst, outcomes);

/** The outcome of gates of which one must hold: passed > waiting > unknown > failed. Undefined where none was counted. */
export const outcomeOfAny = (outcomes: readonly Outcome[]): Exclude<Outcome, "skipped"> | undefined => first(bestFirst, outcomes);

const worstFirst = ["failed", "unknown", "waiting", "passed"] as const;
const bestFirst = ["passed", "waiting", "unknown", "failed"] as const;

const first = <T extends Outcome>(order: readonly T[], outcomes: readonly Outcome[]): T | undefined => {
  for (const outcome of order) if (outcomes.includes(outcome)) return outcome;
  return undefined;
};

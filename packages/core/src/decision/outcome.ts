import type { JudgedOutcome } from "../gates/define-gate.js";
import type { Outcome } from "../generated/decision.js";

/** The worse of two outcomes: failed > unknown > waiting > passed. What was skipped, or not asked, does not count. */
export const worseOf = (one: JudgedOutcome | undefined, other: Outcome | undefined): JudgedOutcome | undefined => {
  if (other === undefined || other === "skipped" || other === one) return one;
  return one === undefined || badness[other] > badness[one] ? other : one;
};

/** How far an outcome is from `passed`; what was skipped keeps nothing from passing. */
export const badness = { passed: 0, skipped: 0, waiting: 1, unknown: 2, failed: 3 } as const;

/** The outcome of gates that must all hold: the worst. Undefined where none was counted. */
export const outcomeOfAll = (outcomes: readonly Outcome[]): JudgedOutcome | undefined =>
  outcomes.reduce<JudgedOutcome | undefined>(worseOf, undefined);

/** The outcome of gates of which one must hold: passed > waiting > unknown > failed. Undefined where none was counted. */
export const outcomeOfAny = (outcomes: readonly Outcome[]): JudgedOutcome | undefined =>
  bestFirst.find((outcome) => outcomes.includes(outcome));

const bestFirst = ["passed", "waiting", "unknown", "failed"] as const;

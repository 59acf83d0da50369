import type { Outcome } from "../generated/decision.js";

/** The outcome of gates that must all hold: failed > unknown > waiting > passed. Undefined where none was counted. */
export const outcomeOfAll = (outcomes: readonly Outcome[]): Exclude<Outcome, "skipped"> | undefined =>
  first(["failed", "unknown", "waiting", "passed"], outcomes);

/** The outcome of gates of which one must hold: passed > waiting > unknown > failed. Undefined where none was counted. */
export const outcomeOfAny = (outcomes: readonly Outcome[]): Exclude<Outcome, "skipped"> | undefined =>
  first(["passed", "waiting", "unknown", "failed"], outcomes);

const first = <T extends Outcome>(order: readonly T[], outcomes: readonly Outcome[]): T | undefined =>
  order.find((outcome) => outcomes.includes(outcome));

import type { Decision, GateResult, Outcome } from "@muster/core";

/** A gate's result and its place: `[2, 0]` is the first of those nested in the third. */
export interface PlacedGate {
  readonly gate: GateResult;
  readonly place: readonly number[];
}

/** The gates of a decision as one reads them: what must hold, what only warns, and what does not apply. */
export interface GateSections {
  readonly blocking: readonly PlacedGate[];
  readonly warning: readonly PlacedGate[];
  readonly skipped: readonly PlacedGate[];
}

export const gateSections = ({ gates }: Decision): GateSections => {
  const placed = gates.map((gate, index): PlacedGate => ({ gate, place: [index] }));
  const applying = placed.filter(({ gate }) => gate.outcome !== "skipped");
  return {
    blocking: applying.filter(({ gate }) => gate.level === "block"),
    warning: applying.filter(({ gate }) => gate.level === "warn"),
    skipped: placed.filter(({ gate }) => gate.outcome === "skipped"),
  };
};

export const nestedIn = ({ gate, place }: PlacedGate): readonly PlacedGate[] =>
  (gate.gates ?? []).map((nested, index) => ({ gate: nested, place: [...place, index] }));

/** Whether it is something that one has to look at. */
export const isOpen = ({ outcome }: { readonly outcome: Outcome }): boolean => outcome !== "passed" && outcome !== "skipped";

const order: readonly Outcome[] = ["failed", "unknown", "waiting", "passed"];

/** How many gates came out in which way, the worst first. */
export const tally = (gates: readonly PlacedGate[]): readonly { readonly outcome: Outcome; readonly count: number }[] =>
  order
    .map((outcome) => ({ outcome, count: gates.filter(({ gate }) => gate.outcome === outcome).length }))
    .filter(({ count }) => count > 0);

/** Every gate that applies to the candidate, however deep. */
export const allGates = (gates: readonly GateResult[]): readonly GateResult[] =>
  gates.flatMap((gate) => [gate, ...allGates(gate.gates ?? [])]);

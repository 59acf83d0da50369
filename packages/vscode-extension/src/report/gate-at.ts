import type { GateResult } from "@muster/core";

/** The gate at a place: `[2, 0]` is the first of those nested in the third. Undefined where there is none. */
export const gateAt = (gates: readonly GateResult[], [index = -1, ...rest]: readonly number[]): GateResult | undefined => {
  const gate = gates[index];
  return gate === undefined || rest.length === 0 ? gate : gateAt(gate.gates ?? [], rest);
};

import type { CompiledGate } from "./define-gate.js";

/** Gates with those nested in them, each before its own. */
export const withNested = (gates: readonly CompiledGate[]): readonly CompiledGate[] =>
  gates.flatMap((gate) => [gate, ...withNested(gate.nested)]);

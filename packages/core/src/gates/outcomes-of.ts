import type { CompiledGate, JudgedOutcome } from "./define-gate.js";

/** The outcomes that a gate of its kind and with its keys can have, each once. */
export const outcomesOf = ({ kind, prepared, when }: CompiledGate): readonly JudgedOutcome[] => {
  const own = kind.outcomes?.(prepared) ?? (["passed", "failed"] as const);
  // Whether a condition holds cannot be told of every evidence.
  return when === undefined ? own : [...new Set([...own, "unknown" as const])];
};

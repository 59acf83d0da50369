import type { CompiledStage } from "../compile.js";
import type { CompiledGate } from "../gates/define-gate.js";
import type { Gate } from "../generated/policy.js";

/** The keys of every gate of one kind in a stage, nested ones and those of its rollback too. */
export const gatesWithin = <T extends Gate>({ gates, rollback }: CompiledStage, isKind: (config: Gate) => config is T): readonly T[] =>
  [...gates, ...rollback].flatMap(unfold).flatMap(({ config }) => (isKind(config) ? [config] : []));

const unfold = (gate: CompiledGate): readonly CompiledGate[] => [gate, ...gate.nested.flatMap(unfold)];

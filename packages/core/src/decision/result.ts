import type { CompiledGate, Finding } from "../gates/define-gate.js";
import type { GateResult } from "../generated/decision.js";

/** Filled key by key: every gate of every decision comes by here, and a copy by spreading is many times as slow. */
export const resultOf = (fixed: CompiledGate["fixed"], finding: Finding): GateResult => {
  const result: { -readonly [Key in keyof GateResult]: GateResult[Key] } = {
    id: fixed.id,
    kind: fixed.kind,
    level: fixed.level,
    outcome: finding.outcome,
    code: finding.code,
    message: finding.message,
    location: fixed.location,
  };
  if (finding.expected !== undefined) result.expected = finding.expected;
  if (finding.observed !== undefined) result.observed = finding.observed;
  if (finding.baseline !== undefined) result.baseline = finding.baseline;
  if (finding.margin !== undefined) result.margin = finding.margin;
  if (finding.measurements !== undefined) result.measurements = finding.measurements;
  if (finding.people !== undefined) result.people = finding.people;
  if (finding.until !== undefined) result.until = finding.until;
  if (finding.remedy !== undefined) result.remedy = finding.remedy;
  if (finding.gates !== undefined) result.gates = finding.gates;
  if (fixed.note !== undefined) result.note = fixed.note;
  if (fixed.docs !== undefined) result.docs = fixed.docs;
  return result;
};

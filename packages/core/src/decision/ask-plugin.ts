import type { CompiledGate, DefinedGate, Facts, Finding } from "../gates/define-gate.js";
import { validateChange, validateGateResult } from "../generated/validators.js";
import { resultOf } from "./result.js";

/** What a plugin's gate finds. What it throws, or gives beside its word, is `unknown`, and the evidence is not its to change. */
export const findByPlugin = (gate: CompiledGate, facts: Facts, allotment: unknown): Finding => {
  if (isUnallotted(allotment)) return failed(gate, allotment.why);
  try {
    const { kind, prepared } = gate;
    const found = copyOf(kind.evaluate(prepared, withOwnEvidence(facts), allotment));
    const finding = isFinding(gate, found) ? withChanges(gate, facts, found) : undefined;
    return finding !== undefined && isFinding(gate, finding) ? finding : failed(gate, "its finding does not have the form of one");
  } catch (error) {
    return failed(gate, wordsOf(error));
  }
};

const withChanges = ({ kind, prepared }: CompiledGate, facts: Facts, finding: Finding): Finding => {
  const changes = finding.outcome === "passed" ? undefined : kind.changes?.(prepared, withOwnEvidence(facts), finding);
  return changes === undefined ? finding : { ...finding, changes: copyOf(changes) };
};

/** What a plugin's gates share, divided by the plugin; each of them fails where that fails. */
export const allotByPlugin = (
  kind: DefinedGate,
  gates: readonly CompiledGate[],
  facts: Facts,
): readonly (readonly [unknown, unknown])[] => {
  const prepared = gates.map((gate) => gate.prepared);
  try {
    return [...(kind.allot?.(prepared, withOwnEvidence(facts)) ?? [])];
  } catch (error) {
    return prepared.map((one) => [one, { [unallotted]: true, why: wordsOf(error) }]);
  }
};

const unallotted = Symbol("unallotted");

const isUnallotted = (allotment: unknown): allotment is { readonly why: string } =>
  typeof allotment === "object" && allotment !== null && unallotted in allotment;

/** As JSON data: what reads it twice reads the same. */
const copyOf = <T>(value: T): T => (JSON.parse(JSON.stringify([value])) as readonly [T])[0];

const withOwnEvidence = (facts: Facts): Facts => ({ ...facts, evidence: copyOf(facts.evidence) });

const outcomes: readonly unknown[] = ["passed", "failed", "waiting", "unknown"];

/** Whether a decision that holds the finding has the form of one. */
const isFinding = (gate: CompiledGate, finding: Finding | undefined | null): finding is Finding => {
  if (typeof finding !== "object" || finding === null || !outcomes.includes(finding.outcome)) return false;
  const { code, changes = [] } = finding;
  return (
    Object.hasOwn(gate.kind.codes, code) &&
    validateGateResult(resultOf(gate.fixed, finding)) &&
    Array.isArray(changes) &&
    changes.every((change) => validateChange(change))
  );
};

const failed = ({ kind: { kind } }: CompiledGate, what: string): Finding => ({
  outcome: "unknown",
  code: "gate-error",
  message: `the plugin gate \`${kind}\` failed: ${what}`,
  remedy: `tell the authors of \`${kind}\``,
});

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

import { afterOf, entryOf } from "../policy/stage-order.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { After, DefinedGate } from "../gates/define-gate.js";
import { kindOf, type Kinds } from "../gates/kind-of.js";
import type { Gate, Policy, Stage } from "../generated/policy.js";
import { peopleOf, type People } from "../identity/people.js";
import type { Sources } from "../yaml/sources.js";

/** A gate with its kind and its place in the policy. */
export interface PlacedGate {
  readonly gate: Gate;
  readonly kind: DefinedGate;
  readonly kindKey: string;
  /** The kind's own keys; for a plugin's gate, those under `with`. */
  readonly config: object;
  readonly isNested: boolean;
}

export interface PlacedStage {
  readonly stage: Stage;
  /** Undefined for a first stage: nothing comes before it. */
  readonly after: After | undefined;
  /** Of all depths, in the order of the policy: a gate before those nested in it. */
  readonly gates: readonly PlacedGate[];
  readonly rollback: readonly PlacedGate[];
}

/** A policy that has the form of its schema, with what the checks share. */
export interface CheckedPolicy {
  readonly policy: Policy;
  readonly stages: readonly PlacedStage[];
  readonly entry: string | undefined;
  readonly people: People;
  readonly sources: Sources;
}

/** A check of the whole policy, named for what it finds. */
export type PolicyCheck = (checked: CheckedPolicy) => readonly Diagnostic[];

/** Gates that `isSound` denies, and those of an unknown kind, are left out. */
export const checkedPolicy = (policy: Policy, kinds: Kinds, sources: Sources, isSound: (gate: Gate) => boolean): CheckedPolicy => {
  const place = (gate: Gate, isNested: boolean): readonly PlacedGate[] => {
    const found = kindOf(gate, kinds);
    if (found === undefined) return [];
    const { kind, key: kindKey, config } = found;
    return [{ gate, kind, kindKey, config, isNested }, ...nestedGates(gate).flatMap((nested) => place(nested, true))];
  };
  const placeAll = (gates: readonly Gate[] = []) => gates.filter(isSound).flatMap((gate) => place(gate, false));
  return {
    policy,
    stages: policy.stages.map((stage, index) => ({
      stage,
      after: afterOf(policy, index),
      gates: placeAll(stage.gates),
      rollback: placeAll(stage.rollback?.gates),
    })),
    entry: entryOf(policy),
    people: peopleOf(policy),
    sources,
  };
};

const nestedGates = (gate: Gate): readonly Gate[] => ("anyOf" in gate ? gate.anyOf : "allOf" in gate ? gate.allOf : []);

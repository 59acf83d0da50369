import { afterOf } from "../policy/stage-order.js";
import type { Policy, Stage } from "../generated/policy.js";
import type { Container, Place } from "../yaml/sources.js";

export interface Derived {
  readonly policy: Policy;
  /** Of the containers that are made of one of each policy. */
  readonly places: WeakMap<Container, Place>;
}

/**
 * A policy with what it extends. A base stage keeps its place and its `after` and has the base's gates, then the policy's
 * own. A new stage comes right after the stage before it in its own list; the first one in that list after all of the base's.
 * `models` are the policy's own: those of the base are what the base governs.
 */
export const derive = (own: Policy, base: Policy, placeOf: (container: Container) => Place | undefined): Derived => {
  const places = new WeakMap<Container, Place>();
  const joined = <T extends Container>(made: T, mine: Container | undefined, theirs: Container | undefined): T => {
    const [first, second] = [mine, theirs].flatMap((part) => (part && placeOf(part)) ?? []);
    if (first !== undefined) places.set(made, second === undefined ? first : { ...first, base: second });
    return made;
  };
  const joinMaps = <T extends object>(mine: T | undefined, theirs: T | undefined) =>
    mine && theirs && joined({ ...theirs, ...mine }, mine, theirs);
  const joinGates = <T extends { readonly gates?: Stage["gates"] }>(mine: T, theirs: T) => {
    const gates = mine.gates && theirs.gates && joined([...theirs.gates, ...mine.gates], mine.gates, theirs.gates);
    return joined({ ...theirs, ...mine, ...(gates && { gates }) }, mine, theirs);
  };
  const joinStages = (mine: Stage, theirs: Stage): Stage => {
    const rollback = mine.rollback && theirs.rollback && joinGates(mine.rollback, theirs.rollback);
    return joined({ ...joinGates(mine, theirs), ...(rollback && { rollback }) }, mine, theirs);
  };

  const ownStages = new Map(own.stages.map((stage) => [stage.name, stage]));
  const baseStages = base.stages.map((theirs, index): Stage => {
    const after = theirs.after ?? afterOf(base, index)?.stages;
    const ordered = joined({ ...theirs, ...(after && { after }) }, theirs, undefined);
    const mine = ownStages.get(theirs.name);
    return mine === undefined ? ordered : joinStages(mine, ordered);
  });
  const inherited = new Set(base.stages.map(({ name }) => name));
  const followers = new Map<string | undefined, Stage[]>();
  let before: string | undefined;
  for (const stage of own.stages) {
    if (inherited.has(stage.name)) before = stage.name;
    else followers.set(before, [...(followers.get(before) ?? []), stage]);
  }
  const stages = [...baseStages.flatMap((stage) => [stage, ...(followers.get(stage.name) ?? [])]), ...(followers.get(undefined) ?? [])];

  const [groups, identities] = [joinMaps(own.groups, base.groups), joinMaps(own.identities, base.identities)];
  const signed = base.signed === "required" ? base.signed : own.signed;
  const { stages: _theirs, models: _models, extends: _extends, ...inheritedKeys } = base;
  return {
    policy: joined(
      { ...inheritedKeys, ...own, ...(groups && { groups }), ...(identities && { identities }), ...(signed && { signed }), stages },
      own,
      base,
    ),
    places,
  };
};

import type { CheckedPolicy, PlacedGate, PlacedStage } from "../checks/checked-policy.js";
import { gateIds } from "../checks/gate-ids.js";
import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { After } from "../gates/define-gate.js";
import type { Stage } from "../generated/policy.js";
import { readAfter } from "../policy/stage-order.js";

/** Where a policy takes back what its base asks for. Its own gates come on top of the base's and cannot. */
export const loosenings = (own: CheckedPolicy, base: CheckedPolicy): readonly Diagnostic[] => {
  const theirs = new Map(base.stages.map((placed) => [placed.stage.name, placed]));
  return [
    ...peopleLoosened(own, base),
    ...own.stages.flatMap((mine) => {
      const stage = theirs.get(mine.stage.name);
      return stage === undefined
        ? []
        : [...orderLoosened(mine, stage, own), ...overrideLoosened(mine.stage, stage.stage, own, base), ...idsReused(mine, stage, own)];
    }),
  ];
};

const help = "a derived policy can only ask for more than its base";

const peopleLoosened = ({ policy, sources, people }: CheckedPolicy, base: CheckedPolicy): readonly Diagnostic[] => {
  const { signed, groups = {}, identities = {} } = policy;
  const loosened = (container: object, key: string, message: string) =>
    diagnosticAt(sources.locate(container, key, "key"), "loosens-base", message, { help });
  const named = peopleNamed(base);
  return [
    ...(signed === "optional" && base.policy.signed === "required" ? [loosened(policy, "signed", "the base asks for signatures")] : []),
    ...Object.keys(groups).flatMap((name) =>
      Object.hasOwn(base.policy.groups ?? {}, name) ? [loosened(groups, name, `group \`${name}\` is the base's`)] : [],
    ),
    ...Object.entries(identities).flatMap(([person, others]) => {
      const known = [person, ...others].find((name) => named.has(people.canonical(name)) || named.has(base.people.canonical(name)));
      return known === undefined ? [] : [loosened(identities, person, `\`${known}\` is named in the base, which says who that is`)];
    }),
  ];
};

/** Everybody whom the base names: another name for one of them could stand in for them. */
const peopleNamed = ({ policy, people, stages }: CheckedPolicy): ReadonlySet<string> => {
  const gates = stages.flatMap(({ gates, rollback }) => [...gates, ...rollback]);
  const names = [
    ...Object.values(policy.groups ?? {}).flat(),
    ...Object.entries(policy.identities ?? {}).flatMap(([person, others]) => [person, ...others]),
    ...stages.flatMap(({ stage: { override = "never" } }) => (override === "never" ? [] : override)),
    ...gates.flatMap(({ config }) =>
      Object.values(config)
        .flat(1)
        .filter((value) => typeof value === "string"),
    ),
  ];
  return new Set(names.map((name) => people.canonical(name)));
};

const orderLoosened = ({ stage }: PlacedStage, theirs: PlacedStage, { sources }: CheckedPolicy): readonly Diagnostic[] => {
  if (stage.after === undefined) return [];
  if (theirs.after !== undefined && sameOrder(readAfter(stage.after), theirs.after)) return [];
  const before = theirs.after === undefined ? "as its first stage" : `after ${theirs.after.phrase}`;
  return [
    diagnosticAt(sources.locate(stage, "after", "key"), "loosens-base", `the base has \`${stage.name}\` ${before}`, {
      help: "leave `after` out: the base's stays",
    }),
  ];
};

const sameOrder = (one: After, other: After): boolean =>
  [...new Set(one.stages)].sort().join("\n") === [...new Set(other.stages)].sort().join("\n") &&
  (one.all === other.all || new Set(one.stages).size === 1);

const overrideLoosened = (mine: Stage, theirs: Stage, own: CheckedPolicy, base: CheckedPolicy): readonly Diagnostic[] => {
  const allowed = new Set(base.people.members(overriding(theirs)));
  const added = own.people.members(overriding(mine)).find((person) => !allowed.has(base.people.canonical(person)));
  if (added === undefined) return [];
  return [
    diagnosticAt(
      own.sources.locate(mine, "override"),
      "loosens-base",
      `the base lets nobody but its own people override \`${mine.name}\`, and \`${own.people.display(added)}\` is none of them`,
      { help },
    ),
  ];
};

const overriding = ({ override = "never" }: Pick<Stage, "override">): readonly string[] => (override === "never" ? [] : override);

/** A default id beside the same default id of the base gets a number, so only written ones are in the way. */
const idsReused = (mine: PlacedStage, theirs: PlacedStage, { sources }: CheckedPolicy): readonly Diagnostic[] => {
  const reused = (own: readonly PlacedGate[], base: readonly PlacedGate[]) => {
    const taken = gateIds(base);
    const written = new Set(taken.flatMap(({ id, origin }) => (origin === "written" ? [id] : [])));
    const all = new Set(taken.map(({ id }) => id));
    return gateIds(own).flatMap(({ id, origin, placed: { gate, kindKey } }) => {
      if (!(origin === "written" ? all : written).has(id)) return [];
      const range = sources.locate(gate, origin === "written" ? "id" : kindKey);
      return [
        diagnosticAt(range, "loosens-base", `a gate of the base has the id \`${id}\``, { help: "give this gate an `id` of its own" }),
      ];
    });
  };
  return [...reused(mine.gates, theirs.gates), ...reused(mine.rollback, theirs.rollback)];
};

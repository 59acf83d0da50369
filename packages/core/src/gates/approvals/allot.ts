import type { Facts } from "../define-gate.js";
import type { Quorum } from "./quorum.js";
import { countsOf, servantsOf, serve, type Serving } from "./serving.js";
import { standingOf, wordsOf, type Standing, type Undecided } from "./standing.js";

/** What one gate gets of the people that the gates of a stage share; canonical identities. */
export interface Share {
  readonly standing: Standing;
  /** Whether the gate can get all that it needs once everybody who may approve has, beside the gates before it. */
  readonly possible: boolean;
  /** Whose approval counts for this gate. */
  readonly counted: readonly string[];
  /** For each approval that is missing, the people of whom one can give it; together with those of the other gates sufficient. */
  readonly missing: readonly (readonly string[])[];
}

interface Gate {
  readonly quorum: Quorum;
  readonly standing: Standing;
}

/**
 * Divides people among the gates of a stage, in the order of the policy. Gates that share approvals get all theirs; one
 * whose people cannot be told uses up nobody, and neither does one that can never get all that it needs.
 */
export const allotShares = (quorums: readonly Quorum[], facts: Facts): ReadonlyMap<Quorum, Share | Undecided> => {
  const shares = new Map<Quorum, Share | Undecided>();
  const together: Gate[] = [];
  const words = wordsOf(facts.evidence);
  for (const quorum of quorums) {
    const standing = standingOf(quorum, facts, words);
    if ("code" in standing) shares.set(quorum, standing);
    else if (quorum.shared) divide([{ quorum, standing }]).forEach((share) => shares.set(quorum, share));
    else together.push({ quorum, standing });
  }
  divide(together).forEach((share, index) => shares.set((together[index] as Gate).quorum, share));
  return shares;
};

const divide = (gates: readonly Gate[]): readonly Share[] => {
  const approved = gates.map(({ standing }) => [...standing.approved.keys()]);
  const eligible = gates.map(({ standing }, gate) => [
    ...(approved[gate] ?? []),
    ...standing.eligible.filter((person) => !standing.approved.has(person)),
  ]);
  const needs = possibleNeeds(gates, eligible);

  const now = serve(new Map(), needs, approved);
  // Who rejected lifts the veto by approving, and is then there for any gate.
  const lifting = new Set(gates.flatMap(({ quorum, standing }) => (quorum.veto ? [...standing.rejected.keys()] : [])));
  const able = gates.map(({ standing }, gate) => [...(approved[gate] ?? []), ...standing.eligible.filter((person) => lifting.has(person))]);
  const lifted = serve(now, needs, able);
  const then = serve(lifted, needs, eligible);

  const has = (person: string, gate: number | undefined): boolean =>
    gate !== undefined && gates[gate]?.standing.approved.has(person) === true;
  const settled = (person: string): boolean => lifting.has(person) || has(person, then.get(person));
  const openings = servantsOf(then, gates.length).map((servants, gate) => {
    const coming = servants.filter((person) => !settled(person));
    if (coming.length === 0) return [];
    const people = (eligible[gate] ?? []).filter((person) => !settled(person) && !has(person, gate));
    return coming.map(() => people);
  });
  const [before, after] = [countsOf(now, gates.length), countsOf(lifted, gates.length)];
  const missing = fill(
    needs.map((need, gate) => need - (after[gate] ?? 0)),
    openings,
  );
  const helping = [...lifted.keys()].filter((person) => !now.has(person));
  const counted = servantsOf(withSpare(now, approved), gates.length);
  return gates.map(({ quorum, standing }, gate) => {
    const lifts = [...(quorum.veto ? standing.rejected.keys() : []), ...(after[gate] === before[gate] ? [] : helping)];
    return {
      standing,
      possible: (needs[gate] ?? 0) > 0,
      counted: [...(counted[gate] ?? [])].sort(),
      missing: [...[...new Set(lifts)].map((person) => [person]), ...(missing[gate] ?? [])],
    };
  });
};

/** What each gate needs; 0 where it cannot get it even if everybody who may approve does. */
const possibleNeeds = (gates: readonly Gate[], eligible: readonly (readonly string[])[]): readonly number[] => {
  const needs = gates.map(() => 0);
  let serving: Serving = new Map();
  gates.forEach(({ quorum }, gate) => {
    needs[gate] = quorum.needed;
    const tried = serve(serving, needs, eligible);
    if (tried.size === serving.size + quorum.needed) serving = tried;
    else needs[gate] = 0;
  });
  return needs;
};

/**
 * Which openings stand for what a gate is short of: its own, and where a person moves to it from another gate, the opening
 * that they leave there. The last gate that is short takes what is left, so that none is forgotten.
 */
const fill = (
  short: readonly number[],
  openings: readonly (readonly (readonly string[])[])[],
): readonly (readonly (readonly string[])[])[] => {
  const left = openings.flatMap((own, gate) => own.slice(short[gate]));
  const last = short.findLastIndex((missing) => missing > 0);
  return openings.map((own, gate) => {
    const filled = own.slice(0, short[gate]);
    return [...filled, ...left.splice(0, gate === last ? left.length : (short[gate] ?? 0) - filled.length)];
  });
};

/** Who serves no gate is shown at the first one that they approved. */
const withSpare = (serving: Serving, approved: readonly (readonly string[])[]): Serving => {
  const shown = new Map(serving);
  approved.forEach((people, gate) => people.forEach((person) => shown.set(person, shown.get(person) ?? gate)));
  return shown;
};

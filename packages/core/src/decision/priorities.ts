import { badness, outcomeOfAll, outcomeOfAny } from "./outcome.js";
import type { CompiledGate, Facts } from "../gates/define-gate.js";
import type { Outcome } from "../generated/decision.js";

/** Gates in the order in which they take what they share, such as people. */
export type Order = readonly CompiledGate[];

/** What each gate finds where gates take in an order; undefined: where each has all to itself. */
export type Find = (order: Order | undefined) => (gate: CompiledGate) => Outcome;

/** As many looks at a gate are taken to find the best order; the best one until then counts. */
const mostLooks = 2000;

/** As many choices are made out of gates nested in one gate. */
const mostChoices = 64;

/**
 * The order in which gates take what they share: that of the policy, but of an `anyOf` the alternative first that leaves all
 * gates best off. Undefined where nothing is shared.
 */
export const bestOrder = (gates: readonly CompiledGate[], facts: Facts, find: Find): Order | undefined => {
  const sharing = gates.filter((gate) => gate.level === "block" && sharingGates(gate, facts).length > 0);
  const written = sharing.flatMap((gate) => sharingGates(gate, facts));
  const choices = sharing.map((gate) => choicesOf(gate, facts));
  if (choices.every((ways) => ways.length === 1)) return written;

  const most = sharing.map(find(undefined));
  const ratingOf = (order: Order): Rated => ({ order, outcomes: sharing.map(find(order)) });
  let best = ratingOf(written);
  const isBest = (): boolean => !isBetter(most, best.outcomes);

  let looks = mostLooks;
  const orderOf = (chosen: Choice): Order => [...chosen, ...written.filter((gate) => !chosen.includes(gate))];
  const look = (index: number, chosen: Choice): Outcome => {
    looks -= 1;
    return find(orderOf(chosen))(sharing[index] as CompiledGate);
  };
  /** What gates find at best once these have been chosen: each of them as if it were the next. */
  const hopes = (from: number, chosen: Choice): readonly Outcome[] =>
    choices.slice(from).map((ways, offset) => outcomeOfAny(ways.map((way) => look(from + offset, [...chosen, ...way]))) ?? "failed");

  const choose = (decided: readonly Outcome[], chosen: Choice): void => {
    const index = decided.length;
    const ways = choices[index];
    if (ways === undefined) {
      const rated = ratingOf(orderOf(chosen));
      if (isBetter(rated.outcomes, best.outcomes)) best = rated;
      return;
    }
    const prospects = ways.map((way) => {
      const taken = [...chosen, ...way];
      const outcomes = [...decided, look(index, taken)];
      return { taken, outcomes, hoped: [...outcomes, ...hopes(index + 1, taken)] };
    });
    prospects.sort((one, other) => compare(one.hoped, other.hoped));
    for (const { taken, outcomes, hoped } of prospects) {
      if (looks <= 0 || isBest()) return;
      if (isBetter(hoped, best.outcomes)) choose(outcomes, taken);
    }
  };
  if (!isBest()) choose([], []);
  return best.order;
};

interface Rated {
  readonly order: Order;
  readonly outcomes: readonly Outcome[];
}

/** Negative where the first is better: the better verdict, then the better outcomes of all, then those of the first gates. */
const compare = (one: readonly Outcome[], other: readonly Outcome[]): number => {
  const worst = (outcomes: readonly Outcome[]): number => badness[outcomeOfAll(outcomes) ?? "passed"];
  const sum = (outcomes: readonly Outcome[]): number => outcomes.reduce((all, outcome) => all + badness[outcome], 0);
  const first = one.findIndex((outcome, index) => outcome !== other[index]);
  return worst(one) - worst(other) || sum(one) - sum(other) || badness[one[first] ?? "passed"] - badness[other[first] ?? "passed"];
};

const isBetter = (one: readonly Outcome[], other: readonly Outcome[]): boolean => compare(one, other) < 0;

type Choice = readonly CompiledGate[];

/** The gates in a gate that share something. */
const sharingGates = (gate: CompiledGate, facts: Facts): readonly CompiledGate[] => {
  if (!isActive(gate, facts)) return [];
  return gate.kind.allot === undefined ? gate.nested.flatMap((one) => sharingGates(one, facts)) : [gate];
};

/** For each way to make a gate pass, the gates in it that share something. */
const choicesOf = (gate: CompiledGate, facts: Facts): readonly Choice[] => {
  if (!isActive(gate, facts)) return [[]];
  if (gate.kind.allot !== undefined) return [[gate]];
  const nested = gate.nested.map((one) => choicesOf(one, facts));
  return gate.kind.kind === "anyOf" ? nested.flat().slice(0, mostChoices) : combine(nested);
};

const combine = (each: readonly (readonly Choice[])[]): readonly Choice[] =>
  each.reduce<readonly Choice[]>(
    (all, choices) => all.flatMap((one) => choices.map((other) => [...one, ...other])).slice(0, mostChoices),
    [[]],
  );

const isActive = (gate: CompiledGate, facts: Facts): boolean => {
  if (gate.kind.allot === undefined && gate.nested.length === 0) return false;
  const condition = gate.when?.(facts);
  return condition === undefined || ("holds" in condition && condition.holds);
};

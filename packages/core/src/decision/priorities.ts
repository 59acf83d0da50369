import type { CompiledGate, Facts } from "../gates/define-gate.js";

/** As many orders as are tried; where `anyOf` gates leave more choices, those are the first in the order of the policy. */
const most = 64;

/**
 * The orders in which gates may take what they share, such as people: that of the policy first, then for every choice of
 * one alternative of each `anyOf` the chosen gates before the others, so that no alternative takes away what is needed elsewhere.
 */
export const prioritiesOf = (gates: readonly CompiledGate[], facts: Facts): readonly (readonly CompiledGate[])[] => {
  const counting = gates.filter(({ level }) => level === "block");
  const sharing = counting.flatMap((gate) => sharingGates(gate, facts));
  if (sharing.length < 2) return [sharing];
  const chosen = combine(counting.map((gate) => choicesOf(gate, facts)));
  const orders = [sharing, ...chosen.map((first) => [...first, ...sharing.filter((gate) => !first.includes(gate))])];
  const keyOf = (order: readonly CompiledGate[]): string => order.map((gate) => sharing.indexOf(gate)).join();
  return [...new Map(orders.map((order) => [keyOf(order), order])).values()];
};

type Choice = readonly CompiledGate[];

const sharingGates = (gate: CompiledGate, facts: Facts): readonly CompiledGate[] => {
  if (!isActive(gate, facts)) return [];
  return gate.kind.allot === undefined ? gate.nested.flatMap((one) => sharingGates(one, facts)) : [gate];
};

/** For each way to make a gate pass, the gates in it that share something. */
const choicesOf = (gate: CompiledGate, facts: Facts): readonly Choice[] => {
  if (!isActive(gate, facts)) return [[]];
  if (gate.kind.allot !== undefined) return [[gate]];
  const nested = gate.nested.map((one) => choicesOf(one, facts));
  return gate.kind.kind === "anyOf" ? nested.flat().slice(0, most) : combine(nested);
};

const combine = (each: readonly (readonly Choice[])[]): readonly Choice[] =>
  each.reduce<readonly Choice[]>((all, choices) => all.flatMap((one) => choices.map((other) => [...one, ...other])).slice(0, most), [[]]);

const isActive = (gate: CompiledGate, facts: Facts): boolean => {
  if (gate.kind.allot === undefined && gate.nested.length === 0) return false;
  const condition = gate.when?.(facts);
  return condition === undefined || ("holds" in condition && condition.holds);
};

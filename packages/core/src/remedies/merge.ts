import type { Change } from "../generated/decision.js";

/**
 * The changes of several gates as one list, in the variants worth proving; none where a gate cannot tell its changes.
 * What two gates ask of one metric, one check, one stage or the time is one change.
 */
export const mergeChanges = (perGate: readonly (readonly Change[] | undefined)[]): readonly (readonly Change[])[] => {
  const all: Change[] = [];
  for (const changes of perGate) {
    if (changes === undefined) return [];
    all.push(...changes);
  }
  const highest = merge(all, (one, other) => one > other);
  const lowest = merge(all, (one, other) => one < other);
  return highest.every((change, index) => change === lowest[index]) ? [highest] : [highest, lowest];
};

type Wins = (one: number, other: number) => boolean;

const merge = (changes: readonly Change[], wins: Wins): readonly Change[] => {
  const merged = new Map<string, Change>();
  changes.forEach((change, index) => {
    const key = keyOf(change, index);
    const before = merged.get(key);
    merged.set(key, before === undefined ? change : together(before, change, wins));
  });
  return [...merged.values()];
};

/** Approvals are each another person's; only where one and the same person must give them are they one. */
const keyOf = ({ type, name = "", by = [] }: Change, index: number): string => {
  if (type === "approval") return by.length === 1 ? `approval by ${by[0]}` : `approval ${index}`;
  return type === "wait" ? "wait" : `${type} ${name}`;
};

const together = (one: Change, other: Change, wins: Wins): Change => {
  if (one.type === "wait") return Date.parse(one.until ?? "") >= Date.parse(other.until ?? "") ? one : other;
  if (one.type === "check") {
    const by = (one.by ?? []).filter((person) => (other.by ?? []).includes(person));
    return by.length === 0 ? one : { ...one, by };
  }
  if (one.type !== "metric") return wins(1, 0) ? one : other;
  const samples = Math.max(one.samples ?? 0, other.samples ?? 0);
  const further = farther(one, other, wins);
  return { ...further, ...(samples > 0 && { samples }) };
};

/** The value that goes farther from what was measured; where nothing was, the one that wins. */
const farther = (one: Change, other: Change, wins: Wins): Change => {
  if (typeof one.value !== "number") return other;
  if (typeof other.value !== "number") return one;
  if (one.delta !== undefined && other.delta !== undefined) return Math.abs(other.delta) > Math.abs(one.delta) ? other : one;
  return wins(other.value, one.value) ? other : one;
};

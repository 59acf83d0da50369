/** A different one for each slot out of those that it takes; undefined where there are too few. Maximum bipartite matching by augmenting paths. */
export const assignDistinct = (slots: readonly (readonly string[])[]): readonly string[] | undefined => {
  const takenBy = new Map<string, number>();
  const place = (slot: number, tried: Set<string>): boolean =>
    (slots[slot] ?? []).some((one) => {
      if (tried.has(one)) return false;
      tried.add(one);
      const holder = takenBy.get(one);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(one, slot);
      return true;
    });
  if (!slots.every((_, slot) => place(slot, new Set()))) return undefined;
  const chosen = new Map([...takenBy].map(([one, slot]) => [slot, one]));
  return slots.flatMap((_, slot) => chosen.get(slot) ?? []);
};

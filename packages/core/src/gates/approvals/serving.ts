/** Whom each person serves: gates by their index, each person at most one. */
export type Serving = ReadonlyMap<string, number>;

/**
 * Gives each gate in turn as many people as it needs, out of those who may serve it, by augmenting paths: who serves a gate
 * already may move to another one but every gate keeps as many people as it had. The result is a maximum bipartite
 * matching in which no gate is short for the sake of a later one; `may` decides between people who are as good.
 */
export const serve = (from: Serving, needs: readonly number[], may: readonly (readonly string[])[]): Serving => {
  const serving = new Map(from);
  const counts = countsOf(from, needs.length);
  needs.forEach((need, gate) => {
    for (let missing = need - (counts[gate] ?? 0); missing > 0 && addOne(serving, may, gate); missing -= 1);
  });
  return serving;
};

/** How many people serve each gate. */
export const countsOf = (serving: Serving, gates: number): readonly number[] => {
  const counts = new Array<number>(gates).fill(0);
  for (const gate of serving.values()) counts[gate] = (counts[gate] ?? 0) + 1;
  return counts;
};

/** Who serves each gate. */
export const servantsOf = (serving: Serving, gates: number): readonly (readonly string[])[] => {
  const servants = Array.from({ length: gates }, (): string[] => []);
  for (const [person, gate] of serving) servants[gate]?.push(person);
  return servants;
};

/** One more person for a gate, along a shortest augmenting path. */
const addOne = (serving: Map<string, number>, may: readonly (readonly string[])[], gate: number): boolean => {
  const moves = new Map<number, { readonly person: string; readonly to: number }>();
  const reached = [gate];
  for (const here of reached) {
    for (const person of may[here] ?? []) {
      const served = serving.get(person);
      if (served === undefined) {
        serving.set(person, here);
        for (let move = moves.get(here); move !== undefined; move = moves.get(move.to)) serving.set(move.person, move.to);
        return true;
      }
      if (served === gate || moves.has(served)) continue;
      moves.set(served, { person, to: here });
      reached.push(served);
    }
  }
  return false;
};

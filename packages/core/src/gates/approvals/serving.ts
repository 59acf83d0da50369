/** Whom each person serves: gates by their index, each person at most one. */
export type Serving = ReadonlyMap<string, number>;

/**
 * Gives each gate in turn as many people as it needs, out of those who may serve it, by augmenting paths: who serves a gate
 * already may move to another one but every gate keeps as many people as it had. The result is a maximum bipartite
 * matching in which no gate is short for the sake of a later one; `may` decides between people who are as good.
 */
export const serve = (from: Serving, needs: readonly number[], may: readonly (readonly string[])[]): Serving => {
  const serving = new Map(from);
  needs.forEach((need, gate) => {
    for (let missing = need - servantsOf(serving, gate).length; missing > 0 && addOne(serving, may, gate); missing -= 1);
  });
  return serving;
};

/** Who serves a gate. */
export const servantsOf = (serving: Serving, gate: number): readonly string[] =>
  [...serving].flatMap(([person, served]) => (served === gate ? [person] : []));

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

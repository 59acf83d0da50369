/** One step of a glob: a character, or a set of them, once or any number of times. */
interface Part {
  /** A single character; undefined: any but `/`, or any at all where `crosses`. */
  readonly literal?: string;
  readonly crosses?: boolean;
  readonly repeats?: boolean;
}

/**
 * A name that both globs may match; undefined where it is sure that there is none. Classes (`[…]`) are taken for any
 * character, so a name that is given has to be tried against the globs themselves.
 */
export const commonName = (one: string, other: string): string | undefined => {
  const [a, b] = [partsOf(one), partsOf(other)];
  const width = b.length + 1;
  const from = new Map<number, { readonly state: number; readonly character: string }>();
  const goal = a.length * width + b.length;
  const queue = [0];
  const visit = (state: number, before: number, character: string): void => {
    if (state === 0 || from.has(state)) return;
    from.set(state, { state: before, character });
    queue.push(state);
  };
  for (let at = 0; at < queue.length && !from.has(goal) && goal !== 0; at += 1) {
    const state = queue[at] ?? 0;
    const [i, j] = [Math.floor(state / width), state % width];
    const [left, right] = [a[i], b[j]];
    if (left?.repeats === true) visit(state + width, state, "");
    if (right?.repeats === true) visit(state + 1, state, "");
    const character = left && right && commonCharacter(left, right);
    if (left === undefined || right === undefined || character === undefined) continue;
    for (const stepLeft of left.repeats === true ? [0, 1] : [1]) {
      for (const stepRight of right.repeats === true ? [0, 1] : [1]) visit((i + stepLeft) * width + j + stepRight, state, character);
    }
  }
  if (goal !== 0 && !from.has(goal)) return undefined;
  let name = "";
  for (let step = from.get(goal); step !== undefined; step = from.get(step.state)) name = step.character + name;
  return name;
};

const commonCharacter = (one: Part, other: Part): string | undefined => {
  if (one.literal !== undefined && other.literal !== undefined) return one.literal === other.literal ? one.literal : undefined;
  const literal = one.literal ?? other.literal;
  if (literal === undefined) return "x";
  const any = one.literal === undefined ? one : other;
  return literal === "/" && any.crosses !== true ? undefined : literal;
};

const partsOf = (glob: string): readonly Part[] => {
  const steps = glob.split("/");
  const parts: Part[] = [];
  steps.forEach((step, index) => {
    const isLast = index === steps.length - 1;
    if (step === "**") {
      // With the slash after it: `a/**/b` is also `a/b`.
      parts.push({ crosses: true, repeats: true });
      return;
    }
    // A star alone stands for a step that is there.
    parts.push(...(/^\*+$/.test(step) ? [{}] : []), ...stepParts(step), ...(isLast ? [] : [{ literal: "/" }]));
  });
  return parts;
};

const stepParts = (step: string): readonly Part[] =>
  [...step.matchAll(/\\(.)|\[[^\]]+\]|([*]+)|(\?)|(.)/gsu)].map(([, escaped, stars, , plain]): Part => {
    const literal = escaped ?? plain;
    if (literal !== undefined) return { literal };
    return stars === undefined ? {} : { repeats: true };
  });

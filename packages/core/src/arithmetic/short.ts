const scale = 1e6;
const limit = 5e14;

/**
 * a - b where both have at most six digits after the point, as most numbers of policies and evidence have: the double whose
 * shortest decimal form is the difference of theirs. Undefined where they have more, or are 500 million or more.
 *
 * A quotient of two exact doubles is rounded once, so an integer k with k / scale = value is the value's decimal form, as of
 * at most 15 digits only one rounds to a double. The difference of two such integers is one again.
 */
export const shortMinus = (a: number, b: number): number | undefined => {
  const one = Math.round(a * scale);
  const other = Math.round(b * scale);
  const isShort = one / scale === a && other / scale === b && Math.abs(one) < limit && Math.abs(other) < limit;
  return isShort ? (one - other) / scale + 0 : undefined;
};

/** A number as people read it: at most six digits, no rounding to another side of zero. */
export const shortNumber = (value: number): string => {
  const short = Number(value.toPrecision(6));
  return String(short);
};

/** `0.934 ▲ 0.014`: a value and how far it is on the right side of its bound, or `▼` on the wrong one. */
export const withMargin = (value: string, margin: number | undefined, holds: boolean): string => {
  if (margin === undefined) return value;
  return `${value} ${holds ? "▲" : "▼"} ${shortNumber(Math.abs(margin))}`;
};

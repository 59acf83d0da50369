const unit = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;

/** A duration as a policy has it. */
export interface WrittenDuration {
  readonly text: string;
  readonly milliseconds: number;
}

/** Milliseconds of a duration such as `1h30m`. The text has the form of the policy schema's `duration`. */
export const readDuration = (text: string): number => {
  let total = 0;
  for (const [, count, letter] of text.matchAll(/(\d+)([wdhms])/g)) total += Number(count) * unit[letter as keyof typeof unit];
  return total;
};

/** The largest two units, such as `1d 4h` or `12m`; `0s` for nothing. */
export const writeDuration = (milliseconds: number): string => {
  const parts: string[] = [];
  let rest = Math.max(0, milliseconds);
  for (const letter of ["d", "h", "m", "s"] as const) {
    const count = Math.floor(rest / unit[letter]);
    rest -= count * unit[letter];
    if (count > 0) parts.push(`${count}${letter}`);
  }
  return parts.length === 0 ? "0s" : parts.slice(0, 2).join(" ");
};

/** How long ago something was that is too old: `10d 1s ago, more than 10d`. An age that rounding makes no longer than that is not told. */
export const longerAgo = (age: number, { text, milliseconds }: WrittenDuration): string => {
  const written = writeDuration(age);
  return readDuration(written) > milliseconds ? `${written} ago, more than ${text}` : `more than ${text} ago`;
};

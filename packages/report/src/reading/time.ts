const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
] as const;

/** A length of time in its two largest units: `3 h 20 m`. */
export const spanOf = (milliseconds: number): string => {
  const parts: string[] = [];
  let left = milliseconds;
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    if (count > 0 || parts.length > 0) parts.push(`${count} ${unit}`);
    left -= count * size;
  }
  const told = parts.slice(0, 2).filter((part) => !part.startsWith("0 "));
  return told.length === 0 ? "less than a minute" : told.join(" ");
};

/** An instant to the minute, in UTC: `2026-11-20 10:00 UTC`. */
export const instant = (at: string): string => {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
};

/** An instant and how far it is from another one: `2026-11-20 10:00 UTC (in 3 h 20 m)`. */
export const instantFrom = (at: string, now: string): string => {
  const distance = Date.parse(at) - Date.parse(now);
  if (Number.isNaN(distance)) return at;
  return `${instant(at)} (${distance >= 0 ? `in ${spanOf(distance)}` : `${spanOf(-distance)} ago`})`;
};

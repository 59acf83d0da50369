import { env } from "vscode";

const units = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago an instant was, in words of the person's language. */
export const ago = (at: string, now: number = Date.now()): string => {
  const distance = Date.parse(at) - now;
  if (Number.isNaN(distance)) return at;
  const format = new Intl.RelativeTimeFormat(env.language, { numeric: "auto" });
  const [unit, size] = units.find(([, length]) => Math.abs(distance) >= length) ?? ["second", 1_000];
  return format.format(Math.trunc(distance / size), unit);
};

import { instantPattern } from "./instant-pattern.js";

/** Milliseconds since 1970-01-01T00:00Z of an RFC 3339 instant; undefined where it is none, such as February 30. */
export const readInstant = (text: string): number | undefined => {
  if (!instantPattern.test(text)) return undefined;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  if (day > daysInMonth(year, month)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
};

/** `month`: from 1. */
export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** An instant in UTC, without a fraction where it has none: `2026-11-20T10:00:00Z`. */
export const writeInstant = (at: number): string => new Date(at).toISOString().replace(".000Z", "Z");

/** The last instant that can be written. */
export const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

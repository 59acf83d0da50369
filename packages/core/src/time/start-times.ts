import { daysInMonth } from "./instant.js";

/** The values of the fields of a cron expression, each in ascending order. Weekday 0 is Sunday. */
export interface StartTimes {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** Whether a day of month or a weekday is enough. */
  readonly either: boolean;
}

const minute = 60_000;
const minutesInDay = 1440;
const day = minutesInDay * minute;

/** In minutes, in ascending order. */
export const timesOfDay = ({ hours, minutes }: StartTimes): readonly number[] =>
  hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));

/** From a start on, those of the same day that follow one another within so many milliseconds. Local times. */
export const startsInRow = (ofDay: readonly number[], start: number, milliseconds: number): readonly number[] => {
  const midnight = Math.floor(start / day) * day;
  const first = ofDay.indexOf((start - midnight) / minute);
  const broken = ofDay.findIndex((time, index) => index > first && (time - (ofDay[index - 1] ?? time)) * minute > milliseconds);
  return ofDay.slice(first, broken < 0 ? undefined : broken).map((time) => midnight + time * minute);
};

/** Whether each start is followed by another one within so many milliseconds, always, on clocks that are never set. */
export const alwaysStartsWithin = (times: StartTimes, milliseconds: number): boolean => {
  const within = milliseconds / minute;
  const ofDay = timesOfDay(times);
  const [first = 0] = ofDay;
  const last = ofDay.at(-1) ?? 0;
  const longestStep = Math.floor((within + last - first) / minutesInDay);
  return ofDay.every((time, index) => time - (ofDay[index - 1] ?? time) <= within) && longestStep > 0 && stepsAtMost(times, longestStep);
};

/** The Gregorian calendar repeats after 400 years, weekdays too. */
const yearsInCycle = 400;

/** Whether days with starts follow one another at most so many days apart. */
const stepsAtMost = ({ days, months, weekdays, either }: StartTimes, longest: number): boolean => {
  const [inDays, inMonths, inWeekdays] = [new Set(days), new Set(months), new Set(weekdays)];
  if (inDays.size === 31 && inMonths.size === 12 && inWeekdays.size === 7) return true;
  // Counted from 2000-01-01, a Saturday, over a cycle and on to its first start again.
  let before: number | undefined;
  let index = 0;
  for (let year = 2000; year <= 2000 + yearsInCycle; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const length = daysInMonth(year, month);
      for (let day = 1; inMonths.has(month) && day <= length; day += 1) {
        const [byDay, byWeekday] = [inDays.has(day), inWeekdays.has((index + day + 5) % 7)];
        if (!(either ? byDay || byWeekday : byDay && byWeekday)) continue;
        if (before !== undefined && index + day - before > longest) return false;
        before = index + day;
      }
      index += length;
    }
  }
  return true;
};

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

const minutesInDay = 1440;

/** The longest time from one start to the next on clocks that are never set, in milliseconds. */
export const longestPause = (times: StartTimes): number => {
  const ofDay = times.hours.flatMap((hour) => times.minutes.map((minute) => hour * 60 + minute));
  const [first = 0] = ofDay;
  const last = ofDay.at(-1) ?? 0;
  const within = ofDay.slice(1).map((time, index) => time - (ofDay[index] ?? 0));
  const overNight = longestStep(daysOf(times)) * minutesInDay - (last - first);
  return Math.max(overNight, ...within) * 60_000;
};

/** The Gregorian calendar repeats after 400 years, weekdays too. */
const daysInCycle = 146_097;

const longestStep = (days: readonly number[]): number => {
  const [first = 0] = days;
  let before = (days.at(-1) ?? 0) - daysInCycle;
  let longest = 0;
  for (const day of [first, ...days]) {
    longest = Math.max(longest, day - before);
    before = day;
  }
  return longest;
};

/** The days with starts from 2000-01-01, a Saturday, until the calendar repeats. */
const daysOf = ({ days, months, weekdays, either }: StartTimes): readonly number[] => {
  const [inDays, inMonths, inWeekdays] = [new Set(days), new Set(months), new Set(weekdays)];
  const found: number[] = [];
  let index = 0;
  for (let year = 2000; year < 2400; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const length = daysInMonth(year, month);
      for (let day = 1; inMonths.has(month) && day <= length; day += 1) {
        const [byDay, byWeekday] = [inDays.has(day), inWeekdays.has((index + day + 5) % 7)];
        if (either ? byDay || byWeekday : byDay && byWeekday) found.push(index + day - 1);
      }
      index += length;
    }
  }
  return found;
};

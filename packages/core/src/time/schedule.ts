import { CronDate, CronPattern } from "croner";
import { alwaysStartsWithin, startsInRow, timesOfDay, type StartTimes } from "./start-times.js";

/** When windows start on the clocks of a time zone, in local time as `TimeZone` has it. */
export interface Schedule {
  /** The last start before a local time. */
  before(local: number): number | undefined;
  /** The first start that is not before a local time. */
  from(local: number): number | undefined;
  /** From a start on, those of the same day that follow one another within so many milliseconds. */
  inRow(start: number, milliseconds: number): readonly number[];
  /** Whether each start is followed by another one within so many milliseconds, always, on clocks that are never set. */
  alwaysStartsWithin(milliseconds: number): boolean;
  /** Whether each week has the same starts. */
  readonly isWeekly: boolean;
}

export interface ScheduleError {
  readonly error: string;
  readonly help: string;
}

interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
}

const weekday = { name: "weekday", first: 0, last: 7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] };

const fields: readonly Field[] = [
  { name: "minute", first: 0, last: 59 },
  { name: "hour", first: 0, last: 23 },
  { name: "day of month", first: 1, last: 31 },
  { name: "month", first: 1, last: 12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  weekday,
];

const minute = 60_000;
/** Minutes from UTC. croner's `Cron` would do the rest, too, but reads the clock. */
const utc = 0;

/**
 * A cron expression of five fields: `*`, numbers, names of months and weekdays, lists, ranges and steps, and nothing else.
 * Weekday 7 is Sunday. Where both the day of month and the weekday are other than `*`, a day that is either counts.
 */
export const readSchedule = (text: string): Schedule | ScheduleError => {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return {
      error: `\`${text}\` is no cron expression of five fields`,
      help: "write minute, hour, day of month, month and weekday, such as `0 16 * * FRI`",
    };
  }
  const read = fields.map((field, index) => readField(parts[index] ?? "", field));
  const wrong = read.find((values) => "error" in values);
  if (wrong !== undefined && "error" in wrong) return wrong;
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = read as readonly (readonly number[])[];
  const times: StartTimes = {
    minutes,
    hours,
    days,
    months,
    weekdays: [...new Set(weekdays.map((day) => day % 7))],
    either: parts[2] !== "*" && parts[4] !== "*",
  };
  const ofDay = timesOfDay(times);

  // The matcher is given what was read, so that it decides nothing about the grammar; `*` says which of the two day fields count.
  const pattern = new CronPattern(
    parts.map((part, index) => (part === "*" ? part : (read[index] as readonly number[]).join(","))).join(" "),
  );
  const at = (local: number) => new CronDate(new Date(local), utc);
  const wholeMinute = (local: number): number => Math.ceil(local / minute) * minute;
  const from = (local: number): number | undefined =>
    at(wholeMinute(local) - 1000)
      .increment(pattern, {}, false)
      ?.getTime();
  if (from(0) === undefined)
    return { error: `\`${text}\` never starts: there is no such day`, help: "look at the day of month and the month" };
  return {
    before: (local) => at(wholeMinute(local)).decrement(pattern, {})?.getTime(),
    from,
    inRow: (start, milliseconds) => startsInRow(ofDay, start, milliseconds),
    alwaysStartsWithin: (milliseconds) => alwaysStartsWithin(times, milliseconds),
    isWeekly: days.length === 31 && months.length === 12,
  };
};

const readField = (text: string, field: Field): readonly number[] | ScheduleError => {
  const values = new Set<number>();
  for (const item of text.split(",")) {
    const read = readItem(item, field);
    if ("error" in read) return read;
    for (let value = read.first; value <= read.last; value += read.step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
};

const form = /^(?:(?<all>\*)|(?<first>\d{1,2}|[a-z]{3})(?:-(?<last>\d{1,2}|[a-z]{3}))?)(?:\/(?<step>\d{1,2}))?$/i;

const readItem = (item: string, field: Field): { readonly first: number; readonly last: number; readonly step: number } | ScheduleError => {
  const { all, first: from, last: to, step: every } = form.exec(item)?.groups ?? {};
  const span = field.last - field.first + 1;
  const first = all === undefined ? readValue(from, field) : field.first;
  const last = all !== undefined ? field.last : to === undefined ? first : readValue(to, field, first);
  const step = every === undefined ? 1 : Number(every);
  const steppedOnce = every !== undefined && all === undefined && to === undefined;
  if (first === undefined || last === undefined || step < 1 || step > span || steppedOnce) {
    const names = field.names === undefined ? "" : ` or names such as \`${field.names[1]?.toUpperCase() ?? ""}\``;
    return {
      error: `\`${item || ","}\` cannot stand in the ${field.name} field`,
      help: `write \`*\`, numbers from ${field.first} to ${field.last}${names}, ranges such as \`1-5\`, lists, and steps such as \`*/2\``,
    };
  }
  if (last < first)
    return { error: `\`${item}\` in the ${field.name} field runs backwards`, help: "write two ranges with a comma between them" };
  return { first, last, step };
};

/** A range of weekdays may end on Sunday. */
const readValue = (text: string | undefined, field: Field, after = 0): number | undefined => {
  if (text === undefined) return undefined;
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  if (named === 0 && field === weekday && after > 0) return 7;
  const value = named < 0 ? (/^\d/.test(text) ? Number(text) : NaN) : named + field.first;
  return value >= field.first && value <= field.last ? value : undefined;
};

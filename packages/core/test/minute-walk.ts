/** What windows cover, told minute by minute from what clocks show: slow, and with nothing in common with the engine. */

export interface MinuteWindow {
  /** Five fields of numbers, ranges, lists and steps; no names. */
  readonly schedule: string;
  readonly minutes: number;
  readonly timeZone: string;
}

export const minute = 60_000;
const quarter = 15 * minute;

/** What the clocks of a zone show, as if it were UTC. Clocks are set at quarters of an hour only. */
const clocksOf = (timeZone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const offsets = new Map<number, number>();
  const offsetOf = (start: number): number => {
    const part = Object.fromEntries(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, part["minute"]) - start;
  };
  return (at) => {
    const start = Math.floor(at / quarter) * quarter;
    const offset = offsets.get(start) ?? offsetOf(start);
    offsets.set(start, offset);
    return at + offset;
  };
};

const inField = (field: string, value: number, first: number, last: number): boolean =>
  field.split(",").some((item) => {
    const [range = "", step = "1"] = item.split("/");
    const [low = first, high = range === "*" ? last : low] = range === "*" ? [] : range.split("-").map(Number);
    return value >= low && value <= high && (value - low) % Number(step) === 0;
  });

const starts = (schedule: string, local: number): boolean => {
  const date = new Date(local);
  const [minutes = "", hours = "", days = "", months = "", weekdays = ""] = schedule.split(" ");
  const weekday = date.getUTCDay();
  const byDay = inField(days, date.getUTCDate(), 1, 31);
  const byWeekday = inField(weekdays, weekday, 0, 7) || (weekday === 0 && inField(weekdays, 7, 0, 7));
  return (
    inField(minutes, date.getUTCMinutes(), 0, 59) &&
    inField(hours, date.getUTCHours(), 0, 23) &&
    inField(months, date.getUTCMonth() + 1, 1, 12) &&
    (days !== "*" && weekdays !== "*" ? byDay || byWeekday : byDay && byWeekday)
  );
};

/** Longer than clocks were ever set at once. */
const aDayAndMore = 26 * 60 * minute;

/** Which whole minutes of a span the window covers. */
export const coveredMinutes = ({ schedule, minutes, timeZone }: MinuteWindow, from: number, to: number): ((at: number) => boolean) => {
  const show = clocksOf(timeZone);
  const covered = new Set<number>();
  const begin = from - minutes * minute - aDayAndMore;
  let latestShown = show(begin - minute);
  let until = -Infinity;
  for (let at = begin; at <= to; at += minute) {
    // A minute that is skipped comes with the first one after the gap; one that is shown again does not come again.
    for (; latestShown < show(at); latestShown += minute) if (starts(schedule, latestShown + minute)) until = at + minutes * minute;
    if (at < until) covered.add(at);
  }
  return (at) => covered.has(at);
};

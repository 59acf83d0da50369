import type { Window } from "../../generated/policy.js";
import { readDuration } from "../../time/duration.js";
import { readSchedule } from "../../time/schedule.js";
import { readTimeZone, type TimeZone } from "../../time/zone.js";
import { readBound } from "./bound.js";
import type { WindowProblem } from "./window-problem.js";

/** A window as it is evaluated: it covers `duration` from each of its starts. Times in milliseconds since 1970-01-01T00:00Z. */
export interface TimeWindow {
  /** The policy's reason; else what the window says. */
  readonly words: string;
  readonly isRecurring: boolean;
  readonly zone: { readonly id: string; readonly clocks: TimeZone } | undefined;
  readonly duration: number;
  /** The end of what its starts cover from an instant on, those of one day at most; undefined where the instant is not covered. */
  coversUntil(at: number): number | undefined;
  /** The first start after an instant. */
  startAfter(at: number): number | undefined;
  /** Whether it starts again before it has ended, always, where clocks are set back so many milliseconds at most. */
  neverEnds(setBack: number): boolean;
  /** Whether each week has the same starts. */
  readonly isWeekly: boolean;
}

type Recurring = Extract<Window, { readonly schedule: string }>;
type Absolute = Extract<Window, { readonly from: string }>;

/** The window, or everything that is wrong with it. */
export const readWindow = (window: Window): TimeWindow | readonly WindowProblem[] =>
  "schedule" in window ? readRecurring(window) : readAbsolute(window);

const readRecurring = ({ schedule, duration: written, timeZone, reason }: Recurring): TimeWindow | readonly WindowProblem[] => {
  const zone = readTimeZone(timeZone);
  const starts = readSchedule(schedule);
  const duration = readDuration(written);
  const problems: WindowProblem[] = [];
  if ("error" in starts) problems.push({ code: "bad-schedule", message: starts.error, help: starts.help, key: "schedule" });
  if (zone === undefined) problems.push(unknownZone(timeZone));
  if (duration === 0)
    problems.push({ code: "bad-window", message: "the window lasts no time", help: "write a `duration` such as `2h`", key: "duration" });
  if ("error" in starts || zone === undefined || problems.length > 0) return problems;
  const coversUntil = (at: number): number | undefined => {
    const local = starts.before(zone.comingAt(at));
    const start = local === undefined ? undefined : zone.instantOf(local);
    if (local === undefined || start === undefined || at >= start + duration) return undefined;
    const lastInRow = lastWhile(starts.inRow(local, duration), (other) => zone.instantOf(other) - start === other - local);
    return start + (lastInRow - local) + duration;
  };
  return {
    words: reason ?? `\`${schedule.trim()}\` for ${written}`,
    isRecurring: true,
    zone: { id: timeZone, clocks: zone },
    duration,
    coversUntil,
    startAfter: (at) => {
      const local = starts.from(zone.comingAt(at));
      return local === undefined ? undefined : zone.instantOf(local);
    },
    neverEnds: (setBack) => starts.alwaysStartsWithin(duration - setBack),
    isWeekly: starts.isWeekly,
  };
};

/** The last of the items that a condition holds for; it holds for the first, and for none after one that it does not hold for. */
const lastWhile = (items: readonly number[], holds: (item: number) => boolean): number => {
  let [last, after] = [0, items.length];
  // Most often it holds for all of them.
  for (let probe = after - 1; after - last > 1; probe = Math.floor((last + after) / 2)) {
    if (holds(items[probe] ?? NaN)) last = probe;
    else after = probe;
  }
  return items[last] ?? NaN;
};

const readAbsolute = ({ from, to, timeZone, reason }: Absolute): TimeWindow | readonly WindowProblem[] => {
  const zone = timeZone === undefined ? undefined : readTimeZone(timeZone);
  if (timeZone !== undefined && zone === undefined) return [unknownZone(timeZone)];
  const start = readBound(from, "from", zone);
  const end = readBound(to, "to", zone);
  if (typeof start !== "number") return [start];
  if (typeof end !== "number") return [end];
  if (start >= end)
    return [
      {
        code: "bad-window",
        message: `\`${to}\` is not after \`${from}\``,
        help: "`to` is the end of the window, and a date as `to` is its last day",
        key: "to",
      },
    ];
  return {
    words: reason ?? `${from} to ${to}`,
    isRecurring: false,
    zone: timeZone === undefined || zone === undefined ? undefined : { id: timeZone, clocks: zone },
    duration: end - start,
    coversUntil: (at) => (start <= at && at < end ? end : undefined),
    startAfter: (at) => (start > at ? start : undefined),
    neverEnds: () => false,
    isWeekly: false,
  };
};

const unknownZone = (timeZone: string): WindowProblem => ({
  code: "unknown-time-zone",
  message: `\`${timeZone}\` is no time zone that is known`,
  help: "write the name of an IANA time zone, such as `Europe/Berlin` or `UTC`",
  key: "timeZone",
});

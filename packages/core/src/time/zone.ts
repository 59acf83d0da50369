import { Temporal } from "temporal-polyfill";

/**
 * An IANA time zone. A local time is what its clocks show, as if they showed UTC: milliseconds since 1970-01-01T00:00.
 * A local time that clocks skip stands for the first instant after the gap, and one that they show twice for the first of the two.
 */
export interface TimeZone {
  localAt(at: number): number;
  instantOf(local: number): number;
  /** The local times before this one, and no others, have come at an instant. */
  comingAt(at: number): number;
  /** How far clocks are set back at most at one time between two instants, in milliseconds; 0 where they are not. */
  setBackBetween(from: number, to: number): number;
}

/** The case of the letters does not matter. Offsets such as `+01:00` are not zones. */
const name = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Clocks are not set twice within less. */
const week = 7 * 86_400_000;

/** Undefined where the host knows no such zone. */
export const readTimeZone = (id: string): TimeZone | undefined => {
  if (!name.test(id) || !isKnown(id)) return undefined;

  const offsetAt = (at: number): number => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id).offsetNanoseconds / 1_000_000;
  const asIf = (local: number, disambiguation: "earlier" | "later"): number =>
    Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO("UTC").toPlainDateTime().toZonedDateTime(id, { disambiguation })
      .epochMilliseconds;

  /** The first instant with another offset than `before`; it is not after `after`. (Temporal's own search for it reads the clock.) */
  const changeBetween = (before: number, after: number): number => {
    const offset = offsetAt(before);
    let [low, high] = [before, after];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  };

  return {
    localAt: (at) => at + offsetAt(at),
    instantOf(local) {
      const at = asIf(local, "earlier");
      const skipped = at + offsetAt(at) !== local;
      return skipped ? changeBetween(at, asIf(local, "later")) : at;
    },
    comingAt(at) {
      const local = at + offsetAt(at);
      const first = asIf(local, "earlier");
      const shownAgain = first !== at;
      return shownAgain ? changeBetween(first, at) + local - first : local + 1;
    },
    setBackBetween(from, to) {
      let [most, offset] = [0, offsetAt(from)];
      for (let at = from; at < to;) {
        at = Math.min(at + week, to);
        const next = offsetAt(at);
        most = Math.max(most, offset - next);
        offset = next;
      }
      return most;
    },
  };
};

const isKnown = (id: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    return true;
  } catch {
    return false;
  }
};

import type { Clock } from "../ports/clock.js";

export interface FixedClock extends Clock {
  /** From now on it is `instant`, RFC 3339 in UTC with milliseconds. */
  set(instant: string): void;
}

/** A clock that stands still until it is set. */
export const fixedClock = (instant: string): FixedClock => {
  let now = instant;
  return { now: () => now, set: (next) => void (now = next) };
};

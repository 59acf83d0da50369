import type { Window } from "../../generated/policy.js";
import { lastInstant } from "../../time/instant.js";
import { readWindow } from "./time-window.js";

/** One time that a window covers, in milliseconds since 1970-01-01T00:00Z. */
export interface Covered {
  readonly start: number;
  /** Not covered any more. */
  readonly end: number;
}

/** The next times that a window covers, from its first start after an instant; none where the window cannot be read or starts no more. */
export const nextStarts = (window: Window, after: number, count: number): readonly Covered[] => {
  const read = readWindow(window);
  const found: Covered[] = [];
  if (!("words" in read)) return found;
  let start = read.startAfter(after);
  while (start !== undefined && start <= lastInstant && found.length < count) {
    found.push({ start, end: start + read.duration });
    start = read.startAfter(start);
  }
  return found;
};

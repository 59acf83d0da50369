import { readInstant } from "../time/instant.js";

export interface Clock {
  /** Now, RFC 3339 in UTC with milliseconds: `2026-11-20T10:00:00.000Z`. */
  now(): string;
}

/** Now, in milliseconds since 1970-01-01T00:00Z. */
export const readNow = (clock: Clock): number => {
  const now = clock.now();
  const at = readInstant(now);
  if (at === undefined) throw new TypeError(`the clock says \`${now}\`, which is not an instant`);
  return at;
};

export interface Clock {
  /** Now, RFC 3339 in UTC with milliseconds: `2026-11-20T10:00:00.000Z`. */
  now(): string;
}

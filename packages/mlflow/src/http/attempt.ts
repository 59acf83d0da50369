import type { Failure } from "@muster/core";

/** What came of trying once. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | FailedAttempt;

export interface FailedAttempt extends Failure {
  /** How long the server asks to wait before the next attempt, in seconds. */
  readonly retryAfter?: number;
  /** Nothing was done at the other end, for certain. */
  readonly untouched?: true;
}

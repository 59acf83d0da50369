/** Why a port could not do what it was asked. `unreachable` may be tried again; the others will answer the same. `refused`: the registry or the ledger says no; `denied`: the policy or the history does. */
export type FailureReason = "absent" | "unreachable" | "malformed" | "refused" | "denied" | "conflict";

export interface Failure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** What is wrong: lower case, no full stop, the user's own text in backticks, never a secret. */
  readonly message: string;
  /** What to do next. */
  readonly help?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | Failure;

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export const failure = (reason: FailureReason, message: string, help?: string): Failure =>
  help === undefined ? { ok: false, reason, message } : { ok: false, reason, message, help };

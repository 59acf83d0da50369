import { failure, type Result } from "../ports/result.js";

/** A result, or `again`: the ledger went on meanwhile, and everything must be looked at anew. */
export type Attempt<T> = Result<T> | "again";

const maxAttempts = 32;

/** Attempts until there is a result. Each lost race is somebody's event, so they end; `conflict` where they do not. */
export const untilSettled = async <T>(attempt: () => Promise<Attempt<T>>): Promise<Result<T>> => {
  for (let count = 0; count < maxAttempts; count += 1) {
    const result = await attempt();
    if (result !== "again") return result;
  }
  return failure(
    "conflict",
    `others wrote to the ledger first, ${maxAttempts} times in a row; nothing of ours was written`,
    "try again when fewer write to it at once",
  );
};

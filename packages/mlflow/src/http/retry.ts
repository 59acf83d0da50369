import { setTimeout as sleep } from "node:timers/promises";
import { failure, type Result } from "@muster/core";
import type { Patience } from "../connection/connection.js";
import type { Attempt } from "./attempt.js";

/** A server that asks for more patience than this is told of instead. In seconds. */
const longestWait = 60;

/** Tries again what was unreachable, after the time that the server asks for, else after one that doubles. `attempt` is told how often it was tried before. */
export const withRetries = async <T>(
  { retries, backoffSeconds }: Patience,
  attempt: (before: number) => Promise<Attempt<T>>,
): Promise<Result<T>> => {
  for (let before = 0; ; before += 1) {
    const outcome = await attempt(before);
    if (outcome.ok) return outcome;
    const { reason, message, help, retryAfter } = outcome;
    if (reason !== "unreachable" || before >= retries) return failure(reason, message, help);
    if (retryAfter !== undefined && retryAfter > longestWait) {
      return failure(reason, `${message}; it asks to be left alone for ${retryAfter} s`, "try again after that time");
    }
    await sleep(1000 * (retryAfter ?? Math.min(longestWait, backoffSeconds * 2 ** before * (0.75 + Math.random() / 2))));
  }
};

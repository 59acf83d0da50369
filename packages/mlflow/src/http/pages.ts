import { failure, success } from "@muster/core";
import type { Attempt } from "./attempt.js";

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly next: string | undefined;
}

/** Everything on a list's pages. MLflow counts them from the start each time: what moves meanwhile may come twice. */
export const allPages = async <T>(
  ask: (query: Readonly<Record<string, string>>) => Promise<Attempt<Page<T>>>,
): Promise<Attempt<readonly T[]>> => {
  const items: T[] = [];
  const seen = new Set<string>();
  let query: Readonly<Record<string, string>> = {};
  for (;;) {
    const page = await ask(query);
    if (!page.ok) return page;
    items.push(...page.value.items);
    const { next } = page.value;
    if (next === undefined) return success(items);
    if (seen.has(next)) return failure("malformed", "the server hands out the same page again and again", "look at the server's log");
    seen.add(next);
    query = { page_token: next };
  }
};

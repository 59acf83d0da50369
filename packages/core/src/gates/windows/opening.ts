import type { TimeWindow } from "./time-window.js";
import { lastInstant } from "../../time/instant.js";

export interface Windows {
  readonly allow: readonly TimeWindow[];
  readonly deny: readonly TimeWindow[];
}

/** When the windows open next, or until when it is sure that they do not. */
export type Opening = { readonly opensAt: number } | { readonly closedUntil: number };

export const isActive = ({ coversUntil }: TimeWindow, at: number): boolean => coversUntil(at) !== undefined;

export interface SearchLimits {
  /** How often to look at a recurring window. */
  readonly looks: number;
  /** Where `deny` windows reach beyond this instant, the search ends. */
  readonly until: number;
}

/** The first instant from `from` on at which they are open. */
export const findOpening = ({ allow, deny }: Windows, from: number, { looks, until }: SearchLimits): Opening => {
  const recurring = [...allow, ...deny].filter(({ isRecurring }) => isRecurring).length;
  let at = from;
  for (let looked = 0; looked < looks; looked += 1 + recurring) {
    const now = at;
    const ends = deny.flatMap(({ coversUntil }) => coversUntil(now) ?? []);
    if (ends.length > 0) {
      at = Math.max(...ends);
      if (at > until) break;
    } else {
      if (allow.length === 0 || allow.some((window) => isActive(window, now))) return { opensAt: now };
      at = Math.min(...allow.map(({ startAfter }) => startAfter(now) ?? Infinity));
      if (at > lastInstant) break;
    }
  }
  return { closedUntil: at };
};

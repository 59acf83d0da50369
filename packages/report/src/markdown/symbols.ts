import type { Outcome, Verdict } from "@muster/core";

/** Beside the word, never in its place. */
export const symbols: Readonly<Record<Outcome | Verdict, string>> = {
  passed: "✓",
  allowed: "✓",
  failed: "✗",
  denied: "✗",
  waiting: "◷",
  unknown: "?",
  skipped: "–",
};

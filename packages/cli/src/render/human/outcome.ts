import type { Outcome, Verdict } from "@muster/core";
import type { Colours } from "@muster/report/terminal";

interface Sign {
  readonly symbol: string;
  readonly colour: "green" | "red" | "yellow" | "magenta" | "dim";
}

const signs: Readonly<Record<Outcome, Sign>> = {
  passed: { symbol: "✓", colour: "green" },
  failed: { symbol: "✗", colour: "red" },
  waiting: { symbol: "◷", colour: "yellow" },
  unknown: { symbol: "?", colour: "magenta" },
  skipped: { symbol: "–", colour: "dim" },
};

const outcomeOf: Readonly<Record<Verdict, Outcome>> = { allowed: "passed", denied: "failed", waiting: "waiting", unknown: "unknown" };

export const outcomeSymbol = (outcome: Outcome, colours: Colours): string => colours[signs[outcome].colour](signs[outcome].symbol);

/** The verdict with its symbol, in its colour. */
export const verdictWord = (verdict: Verdict, colours: Colours): string => {
  const { symbol, colour } = signs[outcomeOf[verdict]];
  return colours.bold(colours[colour](`${symbol} ${verdict}`));
};

import { decimalOfText, minus, negated, sign, times, toNumber, type Decimal } from "../../arithmetic/decimal.js";
import type { MetricGate } from "../../generated/policy.js";
import { expectedOf, placesOf, type Bound, type Side } from "./bounds.js";
import type { MetricCode } from "./problem.js";

export const comparisonKeys = ["minImprovement", "maxRegression", "maxImprovement"] as const;

export type ComparisonKey = (typeof comparisonKeys)[number];

/** A bound that follows from the baseline: baseline - taken, or baseline - taken · |baseline|. */
export interface Comparison {
  readonly side: Side;
  /** Over a baseline of zero a relative improvement asks for any improvement at all. */
  readonly sideAtZero: Side;
  readonly taken: Decimal;
  readonly isRelative: boolean;
  readonly code: MetricCode;
  /** Such as `at most 0.5% worse than`. */
  readonly relation: string;
  /** Follows the expectation. */
  readonly suffix: string;
}

const kinds = {
  minImprovement: { better: true, atLeast: true, code: "not-improved", words: ["at least", "better than"] },
  maxRegression: { better: false, atLeast: true, code: "regressed", words: ["at most", "worse than"] },
  maxImprovement: { better: true, atLeast: false, code: "too-good", words: ["at most", "better than"] },
} as const satisfies Record<ComparisonKey, object>;

export const readComparisons = (config: MetricGate, suffix: string): readonly Comparison[] =>
  comparisonKeys.flatMap((key) => {
    const amount = config[key];
    return amount === undefined ? [] : [comparisonOf(key, amount, config.goal === "maximize", suffix)];
  });

/** A number in the metric's unit, or a share of the baseline. */
export const readAmount = (amount: number | string): { readonly value: Decimal; readonly isRelative: boolean } =>
  typeof amount === "number"
    ? { value: amount, isRelative: false }
    : { value: decimalOfText(`${amount.slice(0, -1)}e-2`), isRelative: true };

const comparisonOf = (key: ComparisonKey, amount: number | string, maximize: boolean, suffix: string): Comparison => {
  const { better, atLeast, code, words } = kinds[key];
  const { value, isRelative } = readAmount(amount);
  const side = atLeast === maximize ? "min" : "max";
  const asksForAny = key === "minImprovement" && isRelative && sign(value) > 0;
  return {
    side,
    sideAtZero: !asksForAny ? side : maximize ? "above" : "below",
    taken: better === maximize ? negated(value) : value,
    isRelative,
    code,
    relation: `${words[0]} ${amount} ${words[1]}`,
    suffix,
  };
};

/** The bound on the candidate's value that a baseline leads to. Nothing is divided, so it is exact. */
export const boundFrom = (comparison: Comparison, baseline: number, version: string): Bound => {
  const { taken, isRelative, relation, suffix, code } = comparison;
  const value = minus(baseline, isRelative ? times(taken, Math.abs(baseline)) : taken);
  const bound = toNumber(value);
  const side = baseline === 0 ? comparison.sideAtZero : comparison.side;
  const why = `${relation} ${baseline} of version \`${version}\``;
  const written = String(bound);
  const { met, missed } = placesOf(side, `${written}: ${why}`);
  return { side, value, bound, code, expected: expectedOf(side, `${written}${suffix} (${why})`), met, missed };
};

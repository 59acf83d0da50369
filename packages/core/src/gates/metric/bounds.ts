import { minus, sign, toNumber, type Decimal } from "../../arithmetic/decimal.js";
import type { Measured } from "../../generated/decision.js";
import type { MetricGate } from "../../generated/policy.js";
import type { MetricCode } from "./problem.js";

export type Side = NonNullable<Measured["side"]>;

/** A limit on the candidate's value from one side, and what is said of a value that is judged by it. */
export interface Bound {
  readonly side: Side;
  /** Exact. */
  readonly value: Decimal;
  /** The double nearest to it. */
  readonly bound: number;
  /** Where it does not hold. */
  readonly code: MetricCode;
  readonly expected: string;
  /** What is said of a value that holds, such as `, at or above the minimum 0.9`, and of one that does not. */
  readonly met: string;
  readonly missed: string;
}

export const plainKeys = ["min", "max", "above", "below"] as const satisfies readonly Side[];

const words = {
  min: { symbol: "≥ ", met: ", at or above ", missed: ", below " },
  max: { symbol: "≤ ", met: ", at or below ", missed: ", above " },
  above: { symbol: "> ", met: ", above ", missed: ", not above " },
  below: { symbol: "< ", met: ", below ", missed: ", not below " },
} as const;

/** Whether the value must lie above the bound. */
export const isLower = (side: Side): boolean => side === "min" || side === "above";

/** The signed distance to the bound; negative is on the wrong side. */
export const marginOf = (value: Decimal, bound: Bound): Decimal =>
  isLower(bound.side) ? minus(value, bound.value) : minus(bound.value, value);

/** Whether a value holds whose margin has this sign. */
export const admits = (side: Side, signOfMargin: number): boolean =>
  signOfMargin > 0 || (signOfMargin === 0 && (side === "min" || side === "max"));

export const holds = (value: number, bound: Bound): boolean => admits(bound.side, sign(marginOf(value, bound)));

/** `name`: as the bound is called after `at or above`, `below` and the like, such as `the minimum 0.9`. */
export const placesOf = (side: Side, name: string): Pick<Bound, "met" | "missed"> => ({
  met: `${words[side].met}${name}`,
  missed: `${words[side].missed}${name}`,
});

/** `bound`: as it is written, with what follows it. */
export const expectedOf = (side: Side, bound: string): string => `${words[side].symbol}${bound}`;

const names = { min: "the minimum ", max: "the maximum ", above: "", below: "" } as const;

/** The bounds that the policy names in the metric's unit: nothing of them depends on evidence. `suffix` follows the expectation. */
export const readBounds = (config: MetricGate, suffix: string): readonly Bound[] =>
  plainKeys.flatMap((side) => {
    const given = config[side];
    if (given === undefined) return [];
    const bound = toNumber(given);
    const code = isLower(side) ? "below-minimum" : "above-maximum";
    return [
      { side, value: given, bound, code, expected: expectedOf(side, `${bound}${suffix}`), ...placesOf(side, `${names[side]}${bound}`) },
    ];
  });

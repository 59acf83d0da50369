import Big from "big.js";
import { exactly, limbsOf, minus as minusLimbs, numberOf, signOf, times as timesLimbs, type Limbs } from "./limbs.js";
import { shortMinus } from "./short.js";

/**
 * An exact decimal number: a finite double stands for its shortest decimal form; what is none is an integer in two limbs over
 * a power of ten where that is enough, else of the decimal library.
 */
export type Decimal = number | Limbs | Big;

/** The number that a text such as `0.5` or `2e-3` says, whatever its length. */
export const decimalOfText = (text: string): Decimal => {
  const exact = new Big(text);
  const near = Number(text);
  return new Big(near).eq(exact) ? near : exact;
};

export const minus = (a: Decimal, b: Decimal): Decimal => {
  const short = typeof a === "number" && typeof b === "number" ? shortMinus(a, b) : undefined;
  return short ?? longMinus(a, b);
};

const longMinus = (a: Decimal, b: Decimal): Decimal => {
  const [one, other] = [limbsIn(a), limbsIn(b)];
  return (one && other && minusLimbs(one, other)) ?? bigOf(a).minus(bigOf(b));
};

export const times = (a: Decimal, b: Decimal): Decimal => {
  const [one, other] = [limbsIn(a), limbsIn(b)];
  return (one && other && timesLimbs(one, other)) ?? bigOf(a).times(bigOf(b));
};

export const negated = (a: Decimal): Decimal =>
  typeof a === "number" ? -a : isBig(a) ? a.neg() : { high: -a.high, low: -a.low, decimals: a.decimals };

/** -1, 0 or 1. */
export const sign = (a: Decimal): number => (typeof a === "number" ? Math.sign(a) + 0 : isBig(a) ? a.cmp(0) : signOf(a));

/** The nearest finite double. */
export const toNumber = (a: Decimal): number => (typeof a === "number" ? a + 0 : isBig(a) ? nearestFinite(a.toNumber()) + 0 : numberOf(a));

export const nearestFinite = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

const isBig = (value: Limbs | Big): value is Big => value instanceof Big;

const limbsIn = (a: Decimal): Limbs | undefined => (typeof a === "number" ? limbsOf(a) : isBig(a) ? undefined : a);

const bigOf = (a: Decimal): Big => (typeof a === "number" ? new Big(a) : isBig(a) ? a : new Big(exactly(a)));

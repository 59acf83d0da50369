import Big from "big.js";
import { exactly, limbsOf, minus as minusLimbs, numberOf, signOf, times as timesLimbs, type Limbs } from "./limbs.js";

/** An exact decimal number: an integer in two limbs over a power of ten where that is enough, else of the decimal library. */
export type Decimal = Limbs | Big;

const isBig = (value: Decimal): value is Big => value instanceof Big;

/** The number that a finite double stands for: its shortest decimal form. */
export const decimalOf = (value: number): Decimal => limbsOf(value) ?? new Big(value);

/** The number that a text such as `0.5` or `2e-3` says, whatever its length. */
export const decimalOfText = (text: string): Decimal => {
  const exact = new Big(text);
  const near = Number(text);
  return new Big(near).eq(exact) ? decimalOf(near) : exact;
};

export const minus = (a: Decimal, b: Decimal): Decimal => {
  const limbs = isBig(a) || isBig(b) ? undefined : minusLimbs(a, b);
  return limbs ?? bigOf(a).minus(bigOf(b));
};

export const times = (a: Decimal, b: Decimal): Decimal => {
  const limbs = isBig(a) || isBig(b) ? undefined : timesLimbs(a, b);
  return limbs ?? bigOf(a).times(bigOf(b));
};

export const negated = (a: Decimal): Decimal => (isBig(a) ? a.neg() : { high: -a.high, low: -a.low, decimals: a.decimals });

/** -1, 0 or 1. */
export const sign = (a: Decimal): number => (isBig(a) ? a.cmp(0) : signOf(a));

/** The nearest finite double. */
export const toNumber = (a: Decimal): number => (isBig(a) ? nearestFinite(a.toNumber()) + 0 : numberOf(a));

export const nearestFinite = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

const bigOf = (a: Decimal): Big => (isBig(a) ? a : new Big(exactly(a)));

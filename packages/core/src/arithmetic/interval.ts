import { twoSidedNormalQuantile } from "./normal-quantile.js";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A share of `samples` cases. */
export interface Share {
  readonly value: number;
  readonly samples: number;
}

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** How many standard errors a two-sided interval reaches to each side. The level has the form of the metric gate's `confidence`: `95%`. */
export const readConfidence = (level: string): number => {
  // In millionths of a per cent, so that nothing is lost in 100 - 99.999999.
  const millionths = Math.round(Number(level.slice(0, -1)) * 1e6);
  return twoSidedNormalQuantile(millionths / 1e8, (1e8 - millionths) / 1e8);
};

export const normalInterval = ({ value, standardError }: Estimate, z: number): Interval => ({ low: value - z * standardError, high: value + z * standardError });

/** The normal interval of `value`, which is a difference of two independent estimates with these standard errors. */
export const normalDifference = (value: number, one: Estimate, other: Estimate, z: number): Interval => {
  const greater = Math.max(one.standardError, other.standardError);
  const ratio = Math.min(one.standardError, other.standardError) / greater;
  return normalInterval({ value, standardError: greater * Math.sqrt(1 + ratio * ratio) }, z);
};

/** E. B. Wilson, Journal of the American Statistical Association 22 (1927): the score interval, without a correction for continuity. */
export const wilsonInterval = ({ value, samples }: Share, z: number): Interval => {
  const square = (z * z) / samples;
  const centre = value + square / 2;
  const reach = z * Math.sqrt((value * (1 - value) + square / 4) / samples);
  return { low: Math.max(0, (centre - reach) / (1 + square)), high: Math.min(1, (centre + reach) / (1 + square)) };
};

/** R. G. Newcombe, Statistics in Medicine 17 (1998), method 10: the hybrid score interval of a difference of independent shares. */
export const newcombeInterval = (difference: number, one: Share, other: Share, z: number): Interval => {
  const first = wilsonInterval(one, z);
  const second = wilsonInterval(other, z);
  return {
    low: difference - distance(one.value - first.low, second.high - other.value),
    high: difference + distance(first.high - one.value, other.value - second.low),
  };
};

const distance = (a: number, b: number): number => Math.sqrt(a * a + b * b);

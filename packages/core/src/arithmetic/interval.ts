import { twoSidedNormalQuantile } from "./normal-quantile.js";

/** How far below and above an estimate the ends of its confidence interval lie; neither is negative. */
export interface Reach {
  readonly below: number;
  readonly above: number;
}

/** How many standard errors a two-sided normal interval reaches to each side. The level has the form of a metric gate's `confidence`: `95%`. */
export const readConfidence = (level: string): number => {
  // In millionths of a per cent, so that nothing is lost in 100 - 99.999999.
  const millionths = Math.round(Number(level.slice(0, -1)) * 1e6);
  return twoSidedNormalQuantile(millionths / 1e8, (1e8 - millionths) / 1e8);
};

export const normalReach = (standardError: number, z: number): Reach => ({ below: z * standardError, above: z * standardError });

/** Of a share of `samples` cases. E. B. Wilson, Journal of the American Statistical Association 22 (1927): the score interval, without a correction for continuity. */
export const wilsonReach = (share: number, samples: number, z: number): Reach => {
  const square = (z * z) / samples;
  const centre = share + square / 2;
  const half = z * Math.sqrt((share * (1 - share) + square / 4) / samples);
  return {
    below: Math.max(0, share - Math.max(0, (centre - half) / (1 + square))),
    above: Math.max(0, Math.min(1, (centre + half) / (1 + square)) - share),
  };
};

/**
 * Of the difference `one` - `other` of independent estimates. With the reaches of shares it is R. G. Newcombe's hybrid score
 * interval (Statistics in Medicine 17, 1998, method 10), with those of standard errors the normal interval of √(se₁² + se₂²).
 */
export const differenceReach = (one: Reach, other: Reach): Reach => ({
  below: hypotenuse(one.below, other.above),
  above: hypotenuse(one.above, other.below),
});

/** `Math.hypot` may differ from host to host in its last digit; a decision may not. */
const hypotenuse = (a: number, b: number): number => {
  const greater = Math.max(a, b);
  const ratio = Math.min(a, b) / greater;
  return greater === 0 ? 0 : greater * Math.sqrt(1 + ratio * ratio);
};

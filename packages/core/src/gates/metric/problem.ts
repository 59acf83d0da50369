import type { metricCodes } from "../../generated/schemas.js";

export type MetricCode = keyof typeof metricCodes;

/** Why something about a metric cannot be decided. */
export interface Problem {
  readonly code: MetricCode;
  /** What is said after the metric's name, such as `has no sample size`. */
  readonly phrase: string;
  readonly remedy: string;
}

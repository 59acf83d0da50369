import { normalReach, wilsonReach, type Reach } from "../../arithmetic/interval.js";
import type { Metric, Metrics, MetricValue } from "../../generated/evidence.js";
import { samplesMissing, samplesOf } from "./admissible.js";
import { finite, measurementOf, metricNamed, notANumber, valueOf } from "./measurement.js";
import type { Confidence, Prepared } from "./prepare.js";
import type { Problem } from "./problem.js";

/** A metric's finite value, with all that its version's metrics say. */
export interface Reading {
  readonly value: number;
  readonly metric: Metric;
  readonly metrics: Metrics | undefined;
  /** Such as ` in version `5``; empty for the candidate. */
  readonly of: string;
}

export const isProblem = (value: object): value is Problem => "phrase" in value;

/** How far the value may be off at the level of confidence; or why that is not known. */
export const reachOf = (prepared: Prepared, confidence: Confidence, reading: Reading): Reach | Problem =>
  confidence.proportion ? shareReach(prepared, confidence, reading) : errorReach(confidence, reading);

const shareReach = (prepared: Prepared, { z }: Confidence, { value, metric, metrics, of }: Reading): Reach | Problem => {
  const samples = samplesOf(prepared, metrics, measurementOf(metric));
  if (samples === undefined) return samplesMissing(of);
  const size = finite(samples);
  if (size === undefined) return notANumber(samples, `its sample size${of}`);
  if (size < 1) return outOfRange(`its sample size${of} is ${size}`, "record the number of cases that it was measured on");
  if (value < 0 || value > 1)
    return outOfRange(`it is ${value}${of}, and \`proportion\` needs a share from 0 to 1`, "take `proportion` out, or correct the metric");
  return wilsonReach(value, size, z);
};

const errorReach = ({ z, standardErrorFrom }: Confidence, { metric, metrics, of }: Reading): Reach | Problem => {
  const given = standardErrorFrom === undefined ? measurementOf(metric).standardError : kept(metrics, standardErrorFrom);
  if (given === undefined) return standardErrorMissing(of);
  const standardError = finite(given);
  if (standardError === undefined) return notANumber(given, `its standard error${of}`);
  if (standardError < 0) return outOfRange(`its standard error${of} is ${standardError}`, "record its standard error again");
  return standardError === 0 ? noWidth(`its standard error${of} is 0`) : normalReach(standardError, z);
};

const kept = (metrics: Metrics | undefined, name: string): MetricValue | undefined => {
  const metric = metricNamed(metrics, name);
  return metric === undefined ? undefined : valueOf(metric);
};

/** The ends of the interval around a value, lowest first. */
export const intervalAround = (value: number, { below, above }: Reach): readonly [number, number] | Problem => {
  const [low, high] = [value - below, value + above];
  if (!(low < high)) return noWidth("its ends are one number");
  if (!(Number.isFinite(low) && Number.isFinite(high)))
    return outOfRange("its interval is wider than numbers reach", "record its standard error again");
  return [low, high];
};

const standardErrorMissing = (of: string): Problem => ({
  code: "standard-error-missing",
  phrase: `has no known standard error${of}`,
  remedy:
    "record it with the metric, say with `standardErrorFrom` where it is kept, or set `proportion: true` if the metric is a share of the samples",
});

const noWidth = (why: string): Problem => ({
  code: "zero-width",
  phrase: `has a confidence interval without width: ${why}`,
  remedy: "record the real standard error or sample size",
});

const outOfRange = (what: string, remedy: string): Problem => ({ code: "out-of-range", phrase: `cannot be judged: ${what}`, remedy });

import { readInstant } from "../../time/instant.js";
import type { GateResult, Measured } from "../../generated/decision.js";
import type { Evidence, Measurement } from "../../generated/evidence.js";
import type { MetricGate } from "../../generated/policy.js";
import { allPoints, pointAt, reachOfDuration, reachOfNumber, type BoundPoint, type GateBound } from "../gate-bound.js";
import { samplesOf } from "./admissible.js";
import { isLower, plainKeys } from "./bounds.js";
import { comparisonKeys } from "./comparisons.js";
import { finite, measurementOf, metricNamed } from "./measurement.js";
import type { Prepared } from "./prepare.js";

/** The bounds of a metric gate: those in the metric's unit, the comparisons, the sample size and the age. */
export const testedBounds = (prepared: Prepared, config: MetricGate): readonly GateBound[] => {
  // The end of a confidence interval lies on a bound by chance only.
  const points = prepared.confidence === undefined ? allPoints : (["below", "above"] as const);
  const plain = plainKeys.flatMap((key): readonly GateBound[] =>
    config[key] === undefined ? [] : [{ key, written: String(config[key]), points, reached: (result) => atBounds(ownBounds(result, key)) }],
  );
  const compared = comparisonKeys
    .filter((key) => config[key] !== undefined)
    .map((key, index): GateBound => ({
      key,
      written: String(config[key]),
      points,
      reached: (result) => atBounds(comparison(result, index)),
    }));
  return [...plain, ...compared, ...samplesBound(prepared), ...ageBound(prepared)];
};

/** The judgements by a bound in the metric's unit; those that say a baseline are comparisons. */
const ownBounds = ({ measurements = [] }: GateResult, side: Measured["side"]): readonly Measured[] =>
  measurements.filter((measured) => measured.baseline === undefined && measured.side === side);

/** The judgements by one comparison; those of one metric stand in the order of the keys. */
const comparison = ({ measurements = [] }: GateResult, index: number): readonly Measured[] => {
  const compared = measurements.filter(({ baseline, bound }) => baseline !== undefined && bound !== undefined);
  const metrics = [...new Set(compared.map(({ metric }) => metric))];
  return metrics.flatMap((name) => compared.filter(({ metric }) => metric === name)[index] ?? []);
};

const atBounds = (judged: readonly Measured[]): readonly BoundPoint[] =>
  judged.flatMap(({ side, bound, margin }) =>
    side === undefined || bound === undefined || margin === undefined
      ? []
      : pointAt(isLower(side) ? margin : -margin, reachOfNumber(bound)),
  );

const samplesBound = (prepared: Prepared): readonly GateBound[] => {
  const { samples } = prepared;
  if (samples === undefined) return [];
  const reached: GateBound["reached"] = (result, { evidence }) =>
    measurementsOf(result, evidence).flatMap((measurement) => {
      const known = finite(samplesOf(prepared, evidence.candidate.metrics, measurement) ?? null);
      return known === undefined ? [] : pointAt(known - samples, reachOfNumber(samples));
    });
  return [{ key: "samples", written: String(samples), points: allPoints, reached }];
};

const ageBound = ({ maxAge }: Prepared): readonly GateBound[] => {
  if (maxAge === undefined) return [];
  const { text, milliseconds } = maxAge;
  const reached: GateBound["reached"] = (result, { evidence, now }) =>
    measurementsOf(result, evidence).flatMap(({ at }) => {
      const measured = at === undefined ? undefined : readInstant(at);
      return measured === undefined ? [] : pointAt(now - measured - milliseconds, reachOfDuration(milliseconds));
    });
  return [{ key: "maxAge", written: text, points: allPoints, reached }];
};

/** What the candidate has of the metrics that were looked at. */
const measurementsOf = ({ measurements = [] }: GateResult, { candidate }: Evidence): readonly Partial<Measurement>[] =>
  [...new Set(measurements.map(({ metric }) => metric))].flatMap((name) => {
    const metric = metricNamed(candidate.metrics, name);
    return metric === undefined ? [] : [measurementOf(metric)];
  });

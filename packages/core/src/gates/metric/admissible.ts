import type { Measurement, Metrics, MetricValue } from "../../generated/evidence.js";
import { readInstant } from "../../time/instant.js";
import { longerAgo, type WrittenDuration } from "../../time/duration.js";
import { finite, metricNamed, notANumber, valueOf } from "./measurement.js";
import type { Dataset, Prepared } from "./prepare.js";
import type { Problem } from "./problem.js";

/** The sample size: where `samplesFrom` says, else the measurement's own. */
export const samplesOf = (
  { samplesFrom }: Prepared,
  metrics: Metrics | undefined,
  measurement: Partial<Measurement>,
): MetricValue | undefined => {
  if (samplesFrom === undefined) return measurement.samples;
  const metric = metricNamed(metrics, samplesFrom);
  return metric === undefined ? undefined : valueOf(metric);
};

/** Why a measurement is no evidence at all, whatever its value; undefined where it is. */
export const inadmissible = (
  prepared: Prepared,
  metrics: Metrics | undefined,
  measurement: Partial<Measurement>,
  now: number,
): Problem | undefined => tooFew(prepared, metrics, measurement) ?? unsuited(prepared, measurement, now);

/** What no other value and no larger sample would mend. */
export const unsuited = (prepared: Prepared, measurement: Partial<Measurement>, now: number): Problem | undefined =>
  (prepared.dataset && otherDataset(prepared.dataset, measurement)) ?? (prepared.maxAge && outOfTime(prepared.maxAge, measurement, now));

export const tooFew = (prepared: Prepared, metrics: Metrics | undefined, measurement: Partial<Measurement>): Problem | undefined => {
  const { samples: needed } = prepared;
  if (needed === undefined) return undefined;
  const samples = samplesOf(prepared, metrics, measurement);
  if (samples === undefined) return samplesMissing();
  const known = finite(samples);
  if (known === undefined) return notANumber(samples, "its sample size");
  if (known >= needed) return undefined;
  return {
    code: "too-few-samples",
    phrase: `was measured on ${known} samples, fewer than ${needed}`,
    remedy: `measure it on ${needed} samples or more`,
  };
};

export const samplesMissing = (of = ""): Problem => ({
  code: "samples-missing",
  phrase: `has no known sample size${of}`,
  remedy: "record the sample size with the metric, or say with `samplesFrom` where it is kept",
});

const otherDataset = (wanted: Dataset, { dataset }: Partial<Measurement>): Problem | undefined => {
  if (dataset?.name === wanted.name && (wanted.digest === undefined || dataset.digest === wanted.digest)) return undefined;
  if (dataset?.name === wanted.name && (dataset.digest ?? "") === "")
    return {
      code: "dataset-differs",
      phrase: `was measured on dataset \`${wanted.name}\`, whose digest is not known`,
      remedy: "record the dataset's digest with the metric",
    };
  const differs =
    dataset?.name === wanted.name
      ? `another digest of dataset \`${wanted.name}\``
      : dataset?.name === undefined
        ? "an unnamed dataset"
        : `dataset \`${dataset.name}\``;
  return {
    code: "dataset-differs",
    phrase: `was measured on ${differs}, not on \`${wanted.digest ?? wanted.name}\``,
    remedy: `measure it on dataset \`${wanted.name}\``,
  };
};

const outOfTime = (maxAge: WrittenDuration, { at }: Partial<Measurement>, now: number): Problem | undefined => {
  if (at === undefined) return { code: "not-dated", phrase: "has no time of measurement", remedy: "record when it was measured" };
  const measured = readInstant(at);
  if (measured === undefined)
    return { code: "not-dated", phrase: `is dated \`${at}\`, which is not an instant`, remedy: "correct the time of the measurement" };
  const age = now - measured;
  if (age < 0)
    return { code: "from-the-future", phrase: `was measured at ${at}, after the decision`, remedy: "correct the time of the measurement" };
  if (age <= maxAge.milliseconds) return undefined;
  return { code: "stale", phrase: `was measured ${longerAgo(age, maxAge)}`, remedy: "measure it again" };
};

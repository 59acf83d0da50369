import type { Candidate, Measurement } from "@muster/core";
import { measuredAt, type Dataset, type LoggedModel, type Metric, type Run } from "../answers/run.js";
import { datasetOfRun, identityOf } from "./datasets.js";

type Metrics = NonNullable<Candidate["metrics"]>;

/** By metric, then by dataset: what was measured last. */
export type Measured = ReadonlyMap<string, readonly Metric[]>;

/**
 * Every metric's last values, one for each dataset that it was measured on. Where the version is a logged model, its own
 * measurements stand for those of the run under the same name, which may be of another model.
 */
export const measuredOf = (run: Run | undefined, model: LoggedModel | undefined): Measured => {
  const own = lastByDataset(model?.metrics ?? []);
  const ofRun = lastByDataset(run?.metrics ?? []);
  return new Map([...ofRun, ...own]);
};

const lastByDataset = (metrics: readonly Metric[]): Measured => {
  const last = new Map<string, Map<string, Metric>>();
  for (const metric of metrics) {
    const ofKey = last.get(metric.key) ?? new Map<string, Metric>();
    const before = ofKey.get(identityOf(metric.dataset));
    if (before === undefined || isLater(metric, before)) ofKey.set(identityOf(metric.dataset), metric);
    last.set(metric.key, ofKey);
  }
  return new Map([...last].map(([key, ofKey]) => [key, [...ofKey.values()]]));
};

/** By time, then by step; of two at once the larger value, as MLflow has it. */
const isLater = (one: Metric, other: Metric): boolean => {
  if (one.timestamp !== other.timestamp) return one.timestamp > other.timestamp;
  if (one.step !== other.step) return one.step > other.step;
  return typeof one.value === "number" && typeof other.value === "number" && one.value > other.value;
};

/**
 * As evidence has them. A name that was measured on several datasets is a text, which no gate takes for a number; each
 * measurement on a named dataset stands under `NAME/dataset=DATASET` too.
 */
export const metricsOf = (measured: Measured, run: Run | undefined): Metrics => {
  const otherwise = run === undefined ? undefined : datasetOfRun(run);
  return Object.fromEntries(
    [...measured].flatMap(([key, values]) => {
      const names = new Set(values.flatMap(({ dataset }) => dataset?.name ?? []));
      const slices = [...names].map(
        (name) =>
          [
            `${key}/dataset=${name}`,
            oneOf(
              values.filter(({ dataset }) => dataset?.name === name),
              undefined,
            ),
          ] as const,
      );
      return [[key, oneOf(values, otherwise)] as const, ...slices];
    }),
  );
};

const oneOf = (values: readonly Metric[], otherwise: Dataset | undefined): Measurement | string => {
  const [only] = values;
  if (only === undefined || values.length > 1)
    return `ambiguous: measured on ${values
      .map(({ dataset }) => phraseOf(dataset))
      .sort()
      .join(", ")}`;
  const at = measuredAt(only);
  const dataset = only.dataset ?? otherwise;
  return { value: only.value, ...(at !== undefined && { at }), ...(dataset !== undefined && { dataset }) };
};

const phraseOf = (dataset: Dataset | undefined): string => {
  if (dataset === undefined) return "an unnamed dataset";
  return dataset.digest === undefined ? (dataset.name ?? "") : `${dataset.name ?? ""}#${dataset.digest}`;
};

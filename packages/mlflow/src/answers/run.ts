import type { Json } from "../http/call.js";
import type { Page } from "../http/pages.js";
import { listIn, nameIn, objectIn, pageIn, pairsIn, wholeIn } from "./json.js";
import { instantOf } from "./registered-model.js";

export interface Dataset {
  readonly name?: string;
  readonly digest?: string;
}

export interface Metric {
  readonly key: string;
  /** A number, else the name of what it is: `NaN`, `Infinity`, `-Infinity`. */
  readonly value: number | string;
  /** In milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: number;
  readonly runId: string | undefined;
  readonly dataset: Dataset | undefined;
}

export interface DatasetInput extends Dataset {
  /** What the run used it for, such as `training`. */
  readonly context: string | undefined;
}

export interface Run {
  readonly runId: string;
  readonly isDeleted: boolean;
  /** The latest of each. */
  readonly metrics: readonly Metric[];
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly datasets: readonly DatasetInput[];
}

export interface LoggedModel {
  readonly status: string;
  /** All that were measured. */
  readonly metrics: readonly Metric[];
  readonly params: ReadonlyMap<string, string>;
}

export const readRun = (answer: Json): Run | undefined => {
  const run = objectIn(answer, "run") ?? {};
  const info = objectIn(run, "info") ?? {};
  const data = objectIn(run, "data") ?? {};
  const runId = nameIn(info, "run_id") ?? nameIn(info, "run_uuid");
  const metrics = listIn(data, "metrics", metricOf);
  const params = pairsIn(data, "params");
  const tags = pairsIn(data, "tags");
  const datasets = listIn(objectIn(run, "inputs") ?? {}, "dataset_inputs", datasetInputOf);
  if (runId === undefined || metrics === undefined || params === undefined || tags === undefined || datasets === undefined)
    return undefined;
  return { runId, isDeleted: nameIn(info, "lifecycle_stage") === "deleted", metrics, params, tags, datasets };
};

export const readLoggedModel = (answer: Json): LoggedModel | undefined => {
  const model = objectIn(answer, "model") ?? {};
  const status = nameIn(objectIn(model, "info") ?? {}, "status");
  const data = objectIn(model, "data") ?? {};
  const metrics = listIn(data, "metrics", metricOf);
  const params = pairsIn(data, "params");
  return status === undefined || metrics === undefined || params === undefined ? undefined : { status, metrics, params };
};

export const readMetricHistory = (answer: Json): Page<Metric> | undefined => pageIn(answer, "metrics", metricOf);

const metricOf = (item: Json): Metric | undefined => {
  const key = nameIn(item, "key");
  if (key === undefined) return undefined;
  const name = nameIn(item, "dataset_name");
  const digest = nameIn(item, "dataset_digest");
  return {
    key,
    value: valueOf(item["value"]),
    timestamp: wholeIn(item, "timestamp") ?? 0,
    step: wholeIn(item, "step") ?? 0,
    runId: nameIn(item, "run_id"),
    dataset: name === undefined && digest === undefined ? undefined : datasetOf(name, digest),
  };
};

/** MLflow keeps ±Infinity as the largest number there is. */
const valueOf = (value: unknown): number | string => {
  if (typeof value !== "number") return typeof value === "string" ? value : "NaN";
  return Math.abs(value) >= Number.MAX_VALUE ? String(value * 2) : value;
};

const datasetInputOf = (item: Json): DatasetInput | undefined => {
  const dataset = objectIn(item, "dataset");
  const tags = pairsIn(item, "tags");
  if (dataset === undefined || tags === undefined) return undefined;
  return { ...datasetOf(nameIn(dataset, "name"), nameIn(dataset, "digest")), context: tags.get("mlflow.data.context") };
};

const datasetOf = (name: string | undefined, digest: string | undefined): Dataset => ({
  ...(name !== undefined && { name }),
  ...(digest !== undefined && { digest }),
});

export const measuredAt = ({ timestamp }: Metric): string | undefined => instantOf(timestamp);

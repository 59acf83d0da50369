import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { FoundBaseline } from "../decision/baseline.js";
import type { Facts } from "../gates/define-gate.js";
import type { Baseline, Metric, MetricValue } from "../generated/evidence.js";
import { readInstant } from "../time/instant.js";
import { notKnown, type ExpressionValue } from "./expression.js";
import { leaf, mapOf, record, type Shape } from "./shape.js";

const measurement = record({
  value: leaf,
  samples: leaf,
  standardError: leaf,
  at: leaf,
  dataset: record({ name: leaf, digest: leaf }),
});

const version = record({
  version: leaf,
  author: leaf,
  createdAt: leaf,
  digest: leaf,
  tags: mapOf(leaf),
  params: mapOf(leaf),
  metrics: mapOf(leaf),
  measurements: mapOf(measurement),
});

/** What the expressions of a policy may look at. */
export const variables: Shape = record({
  candidate: version,
  baseline: version,
  stages: mapOf(record({ version: leaf, since: leaf })),
  request: record({ to: leaf, requester: leaf, at: leaf }),
  now: leaf,
});

type Values = ReadonlyMap<string, ExpressionValue>;

/** The variables' values. What the evidence does not have, or what is no finite number, is not there; nor is a baseline that nobody ever was. */
export const valuesOf = (facts: Facts, baseline: FoundBaseline): Readonly<Record<string, ExpressionValue>> => {
  const { evidence, to, requester, now, entry } = facts;
  const { candidate, stages = {}, request } = evidence;
  const holders = {
    ...stages,
    ...(entry !== undefined && {
      [entry]: { version: candidate.version, ...(candidate.createdAt !== undefined && { since: candidate.createdAt }) },
    }),
  };
  return {
    candidate: versionValues(candidate),
    ...("facts" in baseline && { baseline: versionValues(baseline.facts) }),
    ...("problem" in baseline && { baseline: notKnown }),
    stages: mapValues(holders, (holder) => present({ version: holder.version, since: instant(holder.since) })),
    request: present({ to, requester, at: instant(request?.at) }),
    now: timestampFromMs(now),
  };
};

const versionValues = ({ version, author, createdAt, digest, tags = {}, params = {}, metrics = {} }: Baseline): Values =>
  present({
    version,
    author,
    createdAt: instant(createdAt),
    digest,
    tags: mapValues(tags, String),
    params: mapValues(params, String),
    metrics: mapValues(metrics, (metric) => finite(isMeasurement(metric) ? metric.value : metric)),
    measurements: mapValues(metrics, measurementValues),
  });

const measurementValues = (metric: Metric): Values => {
  if (!isMeasurement(metric)) return present({ value: finite(metric) });
  const { value, samples, standardError, at, dataset } = metric;
  return present({
    value: finite(value),
    samples: finite(samples),
    standardError: finite(standardError),
    at: instant(at),
    dataset: dataset && present({ name: dataset.name, digest: dataset.digest }),
  });
};

const isMeasurement = (metric: Metric): metric is Exclude<Metric, MetricValue> => typeof metric === "object" && metric !== null;

/** NaN, an infinity, a number as large as numbers get and what is no number at all are not evidence. */
export const isFiniteMetric = (value: MetricValue | undefined): value is number =>
  typeof value === "number" && Math.abs(value) < Number.MAX_VALUE;

const finite = (value: MetricValue | undefined): number | undefined => (isFiniteMetric(value) ? value : undefined);

const instant = (text: string | undefined): ExpressionValue | undefined => {
  const at = text === undefined ? undefined : readInstant(text);
  return at === undefined ? undefined : timestampFromMs(at);
};

const present = (fields: Readonly<Record<string, ExpressionValue | undefined>>): Values => mapValues(fields, (value) => value);

/** In the order of their names: a list that an expression makes of a map does not depend on the order of the evidence. */
const mapValues = <Value>(values: Readonly<Record<string, Value>>, convert: (value: Value) => ExpressionValue | undefined): Values => {
  const converted = new Map<string, ExpressionValue>();
  for (const [name, value] of Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const to = convert(value);
    if (to !== undefined) converted.set(name, to);
  }
  return converted;
};

/**
 * The policy written by hand as code, which reads the same evidence as Muster and explains itself to the letter as Muster does.
 * Counts in whole millionths, so that no difference is rounded.
 */
import type { Evidence, GateResult, Metric } from "@muster/core";
import { bounds, millionths } from "./requests.js";

const unit = 1_000_000;

const location = (line: number, length: number): GateResult["location"] => ({ file: "bench.promotion.yaml", line, column: 11, length });

const places = {
  order: location(8, 10),
  auc: location(10, 11),
  regression: location(11, 11),
  latency: location(12, 22),
  errorRate: location(13, 18),
  modelCard: location(14, 15),
  framework: location(15, 16),
};

type Text = string | number | boolean;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface Explanation {
  readonly allowed: boolean;
  readonly gates: readonly GateResult[];
}

export const explain = ({ model, request, candidate, stages, baselines }: Evidence): Explanation => {
  const { version, metrics, tags, params } = candidate;
  const { production } = baselines ?? {};
  if (!model.startsWith("fraud-") || request?.to !== "production" || Number.isNaN(Date.parse(request.at ?? "")) || production === undefined)
    throw new TypeError("this is about another model, stage or time");
  const gates = [
    order(version, stages?.staging?.version),
    auc(numberIn(metrics, "auc")),
    regression(numberIn(metrics, "auc"), production.version, numberIn(production.metrics, "auc")),
    latency(numberIn(metrics, "latency_p95_ms")),
    errorRate(numberIn(metrics, "error_rate")),
    modelCard(tags?.model_card),
    framework(params?.framework),
  ];
  return { allowed: gates.every(({ outcome }) => outcome === "passed"), gates };
};

const numberIn = (metrics: Readonly<Record<string, Metric>> | undefined, name: string): number => {
  const value = metrics?.[name];
  if (!Number.isFinite(value)) throw new TypeError(`\`${name}\` is not a number`);
  return millionths(value as number);
};

/** Object literals in full: what is put together by spreading takes many times as long. */
const order = (version: string, staging: string | undefined): GateResult => {
  const holds = version === staging;
  const result: Writable<GateResult> = {
    id: "order",
    kind: "order",
    level: "block",
    outcome: holds ? "passed" : "failed",
    code: holds ? "order-held" : "order-not-held",
    message: holds ? `\`${version}\` holds \`staging\`` : `\`${version}\` does not hold \`staging\``,
    location: places.order,
    expected: "holds `staging`",
  };
  if (!holds) result.remedy = `promote \`${version}\` to \`staging\` first`;
  return result;
};

const auc = (value: number): GateResult => {
  const holds = value >= bounds.auc;
  const outcome = holds ? "passed" : "failed";
  const code = holds ? "within-bounds" : "below-minimum";
  const observed = value / unit;
  const expected = "≥ 0.92";
  const margin = (value - bounds.auc) / unit;
  const result: Writable<GateResult> = {
    id: "metric:auc",
    kind: "metric",
    level: "block",
    outcome,
    code,
    message: `\`auc\` is ${observed}, ${holds ? "at or above" : "below"} the minimum 0.92`,
    location: places.auc,
    expected,
    observed,
    margin,
    measurements: [{ metric: "auc", outcome, code, observed, expected, bound: 0.92, side: "min", margin }],
  };
  if (!holds) result.remedy = "raise `auc` to 0.92 or more";
  return result;
};

const regression = (value: number, version: string, baselineValue: number): GateResult => {
  const least = baselineValue - bounds.regression;
  const holds = value >= least;
  const outcome = holds ? "passed" : "failed";
  const code = holds ? "within-bounds" : "regressed";
  const observed = value / unit;
  const bound = least / unit;
  const margin = (value - least) / unit;
  const baseline = { version, observed: baselineValue / unit };
  const relation = `at most 0.005 worse than ${baseline.observed} of version \`${version}\``;
  const expected = `≥ ${bound} (${relation})`;
  const result: Writable<GateResult> = {
    id: "regression",
    kind: "metric",
    level: "block",
    outcome,
    code,
    message: `\`auc\` is ${observed}, ${holds ? "at or above" : "below"} ${bound}: ${relation}`,
    location: places.regression,
    expected,
    observed,
    baseline,
    margin,
    measurements: [{ metric: "auc", outcome, code, observed, expected, bound, side: "min", margin, baseline }],
  };
  if (!holds) result.remedy = `raise \`auc\` to ${bound} or more`;
  return result;
};

const latency = (value: number): GateResult => {
  const holds = value <= bounds.latency;
  const outcome = holds ? "passed" : "failed";
  const code = holds ? "within-bounds" : "above-maximum";
  const observed = value / unit;
  const expected = "≤ 120";
  const margin = (bounds.latency - value) / unit;
  const result: Writable<GateResult> = {
    id: "metric:latency_p95_ms",
    kind: "metric",
    level: "block",
    outcome,
    code,
    message: `\`latency_p95_ms\` is ${observed}, ${holds ? "at or below" : "above"} the maximum 120`,
    location: places.latency,
    expected,
    observed,
    margin,
    measurements: [{ metric: "latency_p95_ms", outcome, code, observed, expected, bound: 120, side: "max", margin }],
  };
  if (!holds) result.remedy = "lower `latency_p95_ms` to 120 or less";
  return result;
};

const errorRate = (value: number): GateResult => {
  const holds = value < bounds.errorRate;
  const outcome = holds ? "passed" : "failed";
  const code = holds ? "within-bounds" : "above-maximum";
  const observed = value / unit;
  const expected = "< 0.02";
  const margin = (bounds.errorRate - value) / unit;
  const result: Writable<GateResult> = {
    id: "metric:error_rate",
    kind: "metric",
    level: "block",
    outcome,
    code,
    message: `\`error_rate\` is ${observed}, ${holds ? "below" : "not below"} 0.02`,
    location: places.errorRate,
    expected,
    observed,
    margin,
    measurements: [{ metric: "error_rate", outcome, code, observed, expected, bound: 0.02, side: "below", margin }],
  };
  if (!holds) result.remedy = "lower `error_rate` below 0.02";
  return result;
};

const modelCard = (value: Text | undefined): GateResult => {
  const result: Writable<GateResult> = {
    id: "tag:model_card",
    kind: "tag",
    level: "block",
    outcome: value === undefined ? "failed" : "passed",
    code: value === undefined ? "tag-missing" : "tag-as-expected",
    message: value === undefined ? "tag `model_card` is missing" : `tag \`model_card\` is \`${value}\``,
    location: places.modelCard,
    expected: "present",
  };
  if (value === undefined) result.remedy = "set tag `model_card`";
  else result.observed = value;
  return result;
};

const framework = (value: Text | undefined): GateResult => {
  if (value === undefined) throw new TypeError("`framework` is missing");
  const holds = value === bounds.frameworks[0] || value === bounds.frameworks[1];
  const expected = "one of `xgboost`, `lightgbm`";
  const result: Writable<GateResult> = {
    id: "param:framework",
    kind: "param",
    level: "block",
    outcome: holds ? "passed" : "failed",
    code: holds ? "param-as-expected" : "param-differs",
    message: holds ? `param \`framework\` is \`${value}\`` : `param \`framework\` is \`${value}\`, not ${expected}`,
    location: places.framework,
    expected,
    observed: value,
  };
  if (!holds) result.remedy = `set param \`framework\` to ${expected}`;
  return result;
};

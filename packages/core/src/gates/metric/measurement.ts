import { shortened } from "../../diagnostics/wording.js";
import type { Fact } from "../../generated/decision.js";
import type { Measurement, Metric, Metrics, MetricValue } from "../../generated/evidence.js";
import { own } from "../../own.js";
import type { Problem } from "./problem.js";

export const metricNamed = (metrics: Metrics | undefined, name: string): Metric | undefined => own(metrics, name);

/** What is known besides the value; nothing where a metric is a bare value. */
export const measurementOf = (metric: Metric): Partial<Measurement> =>
  typeof metric === "object" && metric !== null ? metric : nothingKnown;

const nothingKnown: Partial<Measurement> = {};

export const valueOf = (metric: Metric): MetricValue => (typeof metric === "object" && metric !== null ? metric.value : metric);

/** The only numbers there are; undefined for NaN, the infinities and whatever stands for them, text, booleans and null. */
export const finite = (value: MetricValue): number | undefined =>
  typeof value === "number" && Math.abs(value) < Number.MAX_VALUE ? value : undefined;

/** A value as a decision, which is JSON, can tell it. */
export const factOf = (value: MetricValue): Fact => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);

const shown = (value: MetricValue): string => (typeof value === "string" ? JSON.stringify(shortened(value)) : String(value));

/** `what`: such as `its sample size`; empty for the value itself. */
export const notANumber = (value: MetricValue, what = ""): Problem => ({
  code: "not-a-number",
  phrase: `${what === "" ? "" : `cannot be judged: ${what} `}is \`${shown(value)}\`, which is not a finite number`,
  remedy: "measure it again and record a finite number",
});

import { nextDown, nextUp } from "../../arithmetic/adjacent.js";
import { minus, toNumber } from "../../arithmetic/decimal.js";
import type { FoundBaseline } from "../../decision/baseline.js";
import type { Change } from "../../generated/decision.js";
import type { Metric, Metrics } from "../../generated/evidence.js";
import { tooFew, unsuited } from "./admissible.js";
import { holds, isLower, type Bound } from "./bounds.js";
import { comparable } from "./compare.js";
import { boundFrom } from "./comparisons.js";
import { finite, measurementOf, metricNamed, valueOf } from "./measurement.js";
import type { Prepared } from "./prepare.js";
import { isProblem } from "./spread.js";

/**
 * The smallest changes of these metrics that make them hold. Undefined where no value can be told: under `confidence`, where a
 * dataset, a date or the baseline is in the way, and where a metric is too good, which no one should mend by making it worse.
 */
export const changesFor = (
  prepared: Prepared,
  names: readonly string[],
  metrics: Metrics | undefined,
  found: FoundBaseline | undefined,
  now: number,
): readonly Change[] | undefined => {
  if (prepared.confidence !== undefined) return undefined;
  const changes = new Map<string | undefined, Change>();
  for (const name of names) {
    const own = changesOf(prepared, name, metrics, found, now);
    if (own === undefined) return undefined;
    for (const change of own) changes.set(change.name, change);
  }
  return [...changes.values()];
};

const changesOf = (
  prepared: Prepared,
  name: string,
  metrics: Metrics | undefined,
  found: FoundBaseline | undefined,
  now: number,
): readonly Change[] | undefined => {
  const metric = metricNamed(metrics, name);
  if (metric === undefined && prepared.missing === "pass") return [];
  const measurement = metric === undefined ? {} : measurementOf(metric);
  if (unsuited(prepared, measurement, now) !== undefined) return undefined;
  const bounds = boundsFor(prepared, name, metric, found);
  const value = metric === undefined ? undefined : finite(valueOf(metric));
  const target = bounds && nearestHolding(bounds, value);
  if (target === undefined) return undefined;

  const samples = tooFew(prepared, metrics, measurement) === undefined ? undefined : prepared.samples;
  const elsewhere = prepared.samplesFrom !== undefined && samples !== undefined ? sampleChange(prepared.samplesFrom, samples) : [];
  const here = prepared.samplesFrom === undefined ? samples : undefined;
  return [...metricChange(name, value, target, here), ...elsewhere];
};

/** Every bound that the metric must hold; undefined where that is not known. */
const boundsFor = (
  prepared: Prepared,
  name: string,
  metric: Metric | undefined,
  found: FoundBaseline | undefined,
): readonly Bound[] | undefined => {
  const { bounds, compared } = prepared;
  if (compared === undefined || found === undefined) return bounds;
  if ("never" in found) return compared.noBaseline === "pass" ? bounds : undefined;
  if ("problem" in found) return undefined;
  const { facts } = found;
  const other = comparable(compared, name, metric ?? null, facts);
  if (isProblem(other)) return undefined;
  return [...bounds, ...compared.comparisons.map((comparison) => boundFrom(comparison, other.value, facts.version))];
};

/** The value that holds and is nearest to the one that there is; undefined where there is none, or only a worse one. */
const nearestHolding = (bounds: readonly Bound[], value: number | undefined): number | undefined => {
  if (value !== undefined && bounds.some((bound) => bound.code === "too-good" && !holds(value, bound))) return undefined;
  const least = Math.max(...bounds.filter(({ side }) => isLower(side)).map(outermost));
  const greatest = Math.min(...bounds.filter(({ side }) => !isLower(side)).map(outermost));
  if (least > greatest) return undefined;
  const start = value ?? (Number.isFinite(least) ? least : greatest);
  return finite(Math.min(Math.max(start, least), greatest));
};

/** The double that holds and is nearest to the bound. */
const outermost = (bound: Bound): number => {
  if (holds(bound.bound, bound)) return bound.bound;
  return isLower(bound.side) ? nextUp(bound.bound) : nextDown(bound.bound);
};

const metricChange = (name: string, from: number | undefined, to: number, samples: number | undefined): readonly Change[] => {
  const sampled = samples === undefined ? "" : ` on ${samples} samples or more`;
  const own = samples === undefined ? {} : { samples };
  if (from === undefined) return [{ type: "metric", name, value: to, ...own, text: `measure \`${name}\` at ${to}${sampled}` }];
  if (from === to) return samples === undefined ? [] : [{ type: "metric", name, ...own, text: `measure \`${name}\`${sampled}` }];
  const delta = toNumber(minus(to, from));
  return [
    { type: "metric", name, value: to, delta, ...own, text: `${inSlice(name, `${delta > 0 ? "+" : ""}${delta}`)}, to ${to}${sampled}` },
  ];
};

/** `auc/country=DE` reads as `auc` on `country=DE`. */
const inSlice = (name: string, change: string): string => {
  const slash = name.indexOf("/");
  const slice = name.slice(slash + 1);
  return slash > 0 && slice.includes("=") ? `\`${name.slice(0, slash)}\` ${change} on \`${slice}\`` : `\`${name}\` ${change}`;
};

const sampleChange = (name: string, samples: number): readonly Change[] => [
  { type: "metric", name, value: samples, text: `measure on ${samples} samples or more, as \`${name}\` says` },
];

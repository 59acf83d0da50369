import { baselineKey, findBaseline, type FoundBaseline } from "../../decision/baseline.js";
import type { Metrics } from "../../generated/evidence.js";
import type { MetricGate } from "../../generated/policy.js";
import { metricCodes, metricSchema } from "../../generated/schemas.js";
import { validateMetricGate } from "../../generated/validators.js";
import { defineGate, type Requirement } from "../define-gate.js";
import { changesFor } from "./changes.js";
import { checkMetric } from "./check.js";
import { findingOf } from "./finding.js";
import { judgeMetric, missing } from "./judge.js";
import { testedBounds } from "./tested-bounds.js";
import { prepareMetric, type Prepared } from "./prepare.js";

export const metricGate = defineGate<MetricGate, Prepared>({
  kind: "metric",
  schema: metricSchema,
  validate: validateMetricGate,
  codes: metricCodes,
  argument: ({ metric }) => metric,
  check: checkMetric,
  prepare: prepareMetric,
  requires: ({ metric, compared, samplesFrom, confidence }) => {
    const names = [metric, samplesFrom, confidence?.standardErrorFrom].filter((name) => name !== undefined);
    const needed = names.map((name): Requirement => ({ need: "metric", name }));
    if (compared === undefined) return needed;
    const { source } = compared;
    const held: readonly Requirement[] = "stage" in source ? [{ need: "stage", name: source.stage }] : [];
    return [...needed, ...held, { need: "baseline", of: baselineKey(source) }];
  },
  outcomes: () => ["passed", "failed", "unknown"],
  bounds: testedBounds,
  evaluate: (prepared, { evidence, now }) => {
    const { metrics } = evidence.candidate;
    const found = prepared.compared && findBaseline(prepared.compared.source, evidence);
    const names = namesOf(prepared, metrics, found);
    const [name, another] = names;
    if (name === undefined) return findingOf([missing(prepared, prepared.metric)]);
    if (another === undefined) return findingOf(judgeMetric(prepared, name, metrics, found, now));
    return findingOf(names.flatMap((one) => judgeMetric(prepared, one, metrics, found, now)));
  },
  changes: (prepared, { evidence, now }, { measurements = [] }) => {
    const { metrics } = evidence.candidate;
    const found = prepared.compared && findBaseline(prepared.compared.source, evidence);
    const open = new Set(measurements.filter(({ outcome }) => outcome !== "passed").map(({ metric }) => metric));
    const names = namesOf(prepared, metrics, found).filter((name) => open.has(name));
    return names.length === 0 ? undefined : changesFor(prepared, names, metrics, found, now);
  },
});

/** The metrics that the gate ranges over: of both sides, and in an order that no registry's map decides. */
const namesOf = ({ names, matches }: Prepared, metrics: Metrics | undefined, found: FoundBaseline | undefined): readonly string[] => {
  if (matches === undefined) return names;
  const compared = found !== undefined && "facts" in found ? found.facts.metrics : undefined;
  return [...new Set([...Object.keys(metrics ?? {}), ...Object.keys(compared ?? {})])].filter(matches).sort();
};

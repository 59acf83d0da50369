import type { Metrics } from "../../generated/evidence.js";
import type { MetricGate } from "../../generated/policy.js";
import { metricCodes, metricSchema } from "../../generated/schemas.js";
import { validateMetricGate } from "../../generated/validators.js";
import { defineGate, type Requirement } from "../define-gate.js";
import { findBaseline, type FoundBaseline } from "./baseline.js";
import { changesFor } from "./changes.js";
import { checkMetric } from "./check.js";
import { findingOf } from "./finding.js";
import type { JudgedBound } from "./judge-bound.js";
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
    if ("version" in source) return [...needed, { need: "baseline", of: `version:${source.version}` }];
    return [...needed, { need: "stage", name: source.stage }, { need: "baseline", of: source.stage }];
  },
  outcomes: () => ["passed", "failed", "unknown"],
  bounds: testedBounds,
  evaluate: (prepared, { evidence, now }) => {
    const { metrics } = evidence.candidate;
    const found = prepared.compared && findBaseline(prepared.compared.source, evidence);
    const names = namesOf(prepared, metrics, found);
    const [name, another] = names;
    if (name === undefined) return findingOf([missing(prepared, prepared.metric)], () => undefined);
    const judge = (one: string): readonly JudgedBound[] => judgeMetric(prepared, one, metrics, found, now);
    return findingOf(another === undefined ? judge(name) : names.flatMap(judge), (open) => changesFor(prepared, open, metrics, found, now));
  },
});

/** The metrics that the gate ranges over: of both sides, and in an order that no registry's map decides. */
const namesOf = ({ metric, matches }: Prepared, metrics: Metrics | undefined, found: FoundBaseline | undefined): readonly string[] => {
  if (matches === undefined) return [metric];
  const compared = found !== undefined && "facts" in found ? found.facts.metrics : undefined;
  return [...new Set([...Object.keys(metrics ?? {}), ...Object.keys(compared ?? {})])].filter(matches).sort();
};

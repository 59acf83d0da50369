import { differenceReach, type Reach } from "../../arithmetic/interval.js";
import type { BaselineFact } from "../../generated/decision.js";
import type { Baseline, Metric } from "../../generated/evidence.js";
import type { FoundBaseline } from "../../decision/baseline.js";
import { boundFrom } from "./comparisons.js";
import { judgeBound, undecided, type JudgedBound, type Subject } from "./judge-bound.js";
import { finite, measurementOf, metricNamed, notANumber, valueOf } from "./measurement.js";
import type { Compared, Prepared } from "./prepare.js";
import type { Problem } from "./problem.js";
import { isProblem, reachOf, type Reading } from "./spread.js";

/** Every comparison of one metric with the baseline, in the order of the keys. */
export const compare = (prepared: Prepared, compared: Compared, subject: Subject, found: FoundBaseline): readonly JudgedBound[] => {
  const { comparisons, noBaseline, name: source } = compared;
  const { name, metric, reach } = subject;
  if ("never" in found) return comparisons.map(({ relation }) => neverHeld(subject, `${relation} ${source}`, found.never, noBaseline));
  if ("problem" in found) {
    const { code, message, remedy } = found.problem;
    return undecidedAll(compared, subject, { code, phrase: `cannot be compared: ${message}`, remedy }, undefined);
  }

  const { version, metrics } = found.facts;
  const other = comparable(compared, name, metric, found.facts);
  if (isProblem(other)) return undecidedAll(compared, subject, other, { version });
  const baseline = { version, observed: other.value };
  const both =
    reach && reachOfBoth(prepared, reach, { value: other.value, metric: other.metric, metrics, of: ` in version \`${version}\`` });
  return comparisons.map((comparison) => judgeBound(prepared, subject, boundFrom(comparison, other.value, version), both, baseline));
};

const undecidedAll = (
  { comparisons, name: source }: Compared,
  { name, value }: Subject,
  problem: Problem,
  baseline: BaselineFact | undefined,
): readonly JudgedBound[] =>
  comparisons.map(({ relation }) =>
    undecided({ metric: name, observed: value, expected: `${relation} ${source}`, ...(baseline && { baseline }) }, problem),
  );

/** How far the difference of the candidate's value and the baseline's may be off. */
const reachOfBoth = (prepared: Prepared, reach: Reach | Problem, baseline: Reading): Reach | Problem | undefined => {
  const { confidence } = prepared;
  const other = confidence && reachOf(prepared, confidence, baseline);
  if (other === undefined || isProblem(reach)) return reach;
  return isProblem(other) ? other : differenceReach(reach, other);
};

const neverHeld = ({ name, value }: Subject, expected: string, stage: string, noBaseline: Compared["noBaseline"]): JudgedBound => {
  const measured = { metric: name, code: "no-baseline", observed: value, expected } as const;
  const what = `\`${name}\` has nothing to be compared with: no version ever held \`${stage}\``;
  if (noBaseline === "pass")
    return { measured: { ...measured, outcome: "passed" }, message: `${what}, which the policy allows`, remedy: undefined };
  const remedy =
    noBaseline === "fail"
      ? `a version must hold \`${stage}\` first, as \`noBaseline: fail\` says`
      : "say with `noBaseline: pass` that a first version needs no comparison";
  return { measured: { ...measured, outcome: noBaseline === "fail" ? "failed" : "unknown" }, message: what, remedy };
};

/** The baseline's value of the metric; or why the candidate's cannot be compared with it. */
export const comparable = (
  { sameDataset }: Compared,
  name: string,
  candidate: Metric,
  { version, metrics }: Baseline,
): { readonly value: number; readonly metric: Metric } | Problem => {
  const metric = metricNamed(metrics, name);
  if (metric === undefined) {
    return {
      code: "baseline-metric-missing",
      phrase: `cannot be compared: version \`${version}\` has no such metric`,
      remedy: `record \`${name}\` for version \`${version}\``,
    };
  }
  const given = valueOf(metric);
  const value = finite(given);
  if (value === undefined) return notANumber(given, `the value of version \`${version}\``);
  if (sameDataset && !isSameDataset(candidate, metric)) {
    return {
      code: "dataset-differs",
      phrase: `cannot be compared: it and version \`${version}\` are not known to be measured on one dataset`,
      remedy: "measure both on one dataset, and record its digest",
    };
  }
  return { value, metric };
};

const isSameDataset = (one: Metric, other: Metric): boolean => {
  const digest = measurementOf(one).dataset?.digest;
  return digest !== undefined && digest !== "" && digest === measurementOf(other).dataset?.digest;
};

import type { Metrics } from "../../generated/evidence.js";
import { inadmissible } from "./admissible.js";
import type { FoundBaseline } from "../../decision/baseline.js";
import { compare } from "./compare.js";
import { judgeBound, undecided, type JudgedBound, type Subject } from "./judge-bound.js";
import { factOf, finite, measurementOf, metricNamed, notANumber, valueOf } from "./measurement.js";
import { subjectOf, type Prepared } from "./prepare.js";
import { reachOf } from "./spread.js";

/** Every bound on one metric of the candidate, in the order of the keys; one entry where none of them can be judged. */
export const judgeMetric = (
  prepared: Prepared,
  name: string,
  metrics: Metrics | undefined,
  found: FoundBaseline | undefined,
  now: number,
): readonly JudgedBound[] => {
  const { bounds, confidence, expected } = prepared;
  const metric = metricNamed(metrics, name);
  if (metric === undefined) return [missing(prepared, name)];
  const given = valueOf(metric);
  const value = finite(given);
  if (value === undefined) return [undecided({ metric: name, observed: factOf(given), expected }, notANumber(given))];
  const problem = inadmissible(prepared, metrics, measurementOf(metric), now);
  if (problem !== undefined) return [undecided({ metric: name, observed: value, expected }, problem)];

  const reach = confidence && reachOf(prepared, confidence, { value, metric, metrics, of: "" });
  const statement = `${prepared.names.length === 0 ? subjectOf(name) : prepared.subject}${value}`;
  const subject: Subject = { name, statement, metric, value, reach };
  const { compared } = prepared;
  const beside = compared && found && compare(prepared, compared, subject, found);
  if (beside !== undefined && bounds.length === 0) return beside;
  const judged = bounds.map((bound) => judgeBound(prepared, subject, bound, reach, undefined));
  if (beside !== undefined) return [...judged, ...beside];
  if (judged.length > 0) return judged;
  return [
    {
      measured: { metric: name, outcome: "passed", code: "within-bounds", observed: value, expected },
      message: `${statement}, measured as asked for`,
      remedy: undefined,
    },
  ];
};

/** A metric that the candidate lacks, or a glob that no metric matches. */
export const missing = ({ missing, expected, matches, metric: pattern }: Prepared, name: string): JudgedBound => {
  const isPattern = matches !== undefined && name === pattern;
  const what = isPattern ? `no metric matches \`${name}\`` : `\`${name}\` is missing`;
  const measured = { metric: name, code: "metric-missing", expected } as const;
  if (missing === "pass")
    return { measured: { ...measured, outcome: "passed" }, message: `${what}, which the policy allows`, remedy: undefined };
  const remedy = isPattern
    ? "record such metrics for the candidate, or correct the pattern"
    : `record \`${name}\` for the candidate, or correct its name`;
  return { measured: { ...measured, outcome: missing === "fail" ? "failed" : "unknown" }, message: what, remedy };
};

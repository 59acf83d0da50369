import type { Measured } from "../../generated/decision.js";
import { newFinding, type Finding } from "../define-gate.js";
import type { JudgedBound } from "./judge-bound.js";

const severity = { passed: 0, skipped: 0, waiting: 1, unknown: 1, failed: 2 } as const;

/** Whether one decides before the other: the worse outcome, then the smaller margin, then the first. */
const decidesBefore = ({ measured: one }: JudgedBound, { measured: other }: JudgedBound): boolean => {
  const by = severity[one.outcome] - severity[other.outcome];
  return by !== 0 ? by > 0 : (one.margin ?? Infinity) < (other.margin ?? Infinity);
};

/** What the gate found: the bound that decides, with all of them beside it. `judged` is never empty. */
export const findingOf = (judged: readonly JudgedBound[]): Finding => {
  const [first] = judged;
  if (first !== undefined && judged.length === 1) return findingBy(first, [first.measured], first.message);
  const deciding = judged.reduce((decided, one) => (decidesBefore(one, decided) ? one : decided));
  const measurements = judged.map(({ measured }) => measured);
  return findingBy(deciding, measurements, messageOf(deciding, measurements));
};

const findingBy = ({ measured, remedy }: JudgedBound, measurements: readonly Measured[], message: string): Finding => {
  const finding = newFinding(measured.outcome, measured.code, message);
  finding.expected = measured.expected;
  finding.observed = measured.observed;
  finding.baseline = measured.baseline;
  finding.margin = measured.margin;
  finding.measurements = measurements;
  finding.remedy = remedy;
  return finding;
};

/** With several metrics: how many share the outcome, and the one that decides. */
const messageOf = ({ measured, message }: JudgedBound, measurements: readonly Measured[]): string => {
  const first = measurements[0]?.metric;
  if (measurements.every(({ metric }) => metric === first)) return message;
  const all = new Set(measurements.map(({ metric }) => metric)).size;
  if (measured.outcome === "passed") return `all ${all} metrics hold; the closest: ${message}`;
  const same = new Set(measurements.filter(({ outcome }) => outcome === measured.outcome).map(({ metric }) => metric)).size;
  return `${same} of ${all} metrics ${measured.outcome === "failed" ? "do not hold" : "cannot be judged"}; ${same === 1 ? "" : measured.outcome === "failed" ? "the worst: " : "the first: "}${message}`;
};

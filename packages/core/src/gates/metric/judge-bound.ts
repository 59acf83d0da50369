import { nearestFinite, sign, toNumber } from "../../arithmetic/decimal.js";
import type { Reach } from "../../arithmetic/interval.js";
import type { BaselineFact, Measured } from "../../generated/decision.js";
import type { Metric } from "../../generated/evidence.js";
import type { Writable } from "../define-gate.js";
import { admits, isLower, marginOf, expectedOf, type Bound } from "./bounds.js";
import type { Prepared } from "./prepare.js";
import type { Problem } from "./problem.js";
import { intervalAround, isProblem } from "./spread.js";

/** One bound on one metric, judged. */
export interface JudgedBound {
  readonly measured: Measured;
  /** The reason in words. */
  readonly message: string;
  /** What to do next; undefined where the bound holds. */
  readonly remedy: string | undefined;
}

/** The candidate's side of a metric. */
export interface Subject {
  readonly name: string;
  /** Such as ``auc` is 0.93``. */
  readonly statement: string;
  readonly metric: Metric;
  readonly value: number;
  /** Undefined where the gate asks for no confidence. */
  readonly reach: Reach | Problem | undefined;
}

export const undecided = (
  measured: Pick<Measured, "metric" | "observed" | "expected" | "baseline">,
  { code, phrase, remedy }: Problem,
): JudgedBound => ({
  measured: { ...measured, outcome: "unknown", code },
  message: `\`${measured.metric}\` ${phrase}`,
  remedy,
});

export const judgeBound = (
  prepared: Prepared,
  subject: Subject,
  bound: Bound,
  reach: Reach | Problem | undefined,
  baseline: BaselineFact | undefined,
): JudgedBound => {
  const { name, value, statement } = subject;
  if (reach !== undefined) return judgeInterval(prepared, subject, bound, reach, baseline);
  const margin = marginOf(value, bound);
  const passed = admits(bound.side, sign(margin));
  const measured: Writable<Measured> = {
    metric: name,
    outcome: passed ? "passed" : "failed",
    code: passed ? "within-bounds" : bound.code,
    observed: value,
    expected: bound.expected,
    bound: bound.bound,
    side: bound.side,
    margin: toNumber(margin),
  };
  if (baseline !== undefined) measured.baseline = baseline;
  const message = `${statement}${passed ? bound.met : bound.missed}`;
  return { measured, message, remedy: passed ? undefined : remedyFor(name, bound) };
};

/** The end of the interval that is nearer to the bound must hold. */
const judgeInterval = (
  { confidence }: Prepared,
  { name, value, statement }: Subject,
  bound: Bound,
  reach: Reach | Problem,
  baseline: BaselineFact | undefined,
): JudgedBound => {
  const interval = isProblem(reach) ? reach : intervalAround(value, reach);
  if ("phrase" in interval)
    return undecided({ metric: name, observed: value, expected: bound.expected, ...(baseline && { baseline }) }, interval);
  const lower = isLower(bound.side);
  const end = lower ? interval[0] : interval[1];
  const margin = nearestFinite(lower ? end - bound.bound : bound.bound - end);
  const passed = admits(bound.side, Math.sign(margin));
  const measured: Writable<Measured> = {
    metric: name,
    outcome: passed ? "passed" : "failed",
    code: passed ? "within-bounds" : bound.code,
    observed: value,
    expected: bound.expected,
    bound: bound.bound,
    side: bound.side,
    margin,
    interval,
  };
  if (baseline !== undefined) measured.baseline = baseline;
  const worst = lower ? "low" : "high";
  const place = passed ? bound.met : bound.missed;
  const message = `${statement} and may be as ${worst} as ${rounded(end, bound.bound)} at ${confidence?.level} confidence${place}`;
  return { measured, message, remedy: passed ? undefined : remedyForInterval(name, bound, sign(marginOf(value, bound)) > 0) };
};

/** Six digits, unless they would hide on which side of the bound the number is. */
const rounded = (end: number, bound: number): number => {
  const short = Number(end.toPrecision(6));
  return Math.sign(short - bound) === Math.sign(end - bound) ? short : end;
};

/** Where the value itself lies on the right side, more samples may be enough; where it does not, they never are. */
const remedyForInterval = (name: string, bound: Bound, isInside: boolean): string => {
  if (isInside) return `measure \`${name}\` on more samples, so that all of its interval is ${expectedOf(bound.side, String(bound.bound))}`;
  const remedy = remedyFor(name, bound);
  return bound.code === "too-good" ? remedy : `${remedy}, with all of its interval`;
};

const remedyFor = (name: string, { code, side, bound }: Bound): string => {
  if (code === "too-good") return `find out why \`${name}\` is so much better before it is trusted`;
  switch (side) {
    case "min":
      return `raise \`${name}\` to ${bound} or more`;
    case "max":
      return `lower \`${name}\` to ${bound} or less`;
    case "above":
      return `raise \`${name}\` above ${bound}`;
    case "below":
      return `lower \`${name}\` below ${bound}`;
  }
};

import { sign, minus } from "../../arithmetic/decimal.js";
import { suggest } from "../../diagnostics/suggest.js";
import type { MetricGate, Policy } from "../../generated/policy.js";
import { isGlob, readGlob } from "../../patterns/glob.js";
import type { GateProblem } from "../define-gate.js";
import { plainKeys } from "./bounds.js";
import { comparisonKeys, readAmount } from "./comparisons.js";
import { finite } from "./measurement.js";

/** What is wrong with a metric gate's keys beyond their schema. */
export const checkMetric = (config: MetricGate, { policy }: { readonly policy: Policy }): readonly GateProblem[] => {
  const infinite = infiniteBounds(config);
  return [
    ...patternProblems(config.metric),
    ...infinite,
    ...(infinite.length > 0 ? [] : [...plainProblems(config), ...comparisonProblems(config)]),
    ...baselineProblems(config, policy),
    ...emptyGate(config),
    ...idleKeys(config),
  ];
};

const problem = (code: GateProblem["code"], key: string, message: string, help?: string): GateProblem => ({
  code,
  severity: code === "redundant-bound" || code === "key-without-effect" ? "warning" : "error",
  message,
  key,
  ...(help !== undefined && { help }),
});

const patternProblems = (metric: string): readonly GateProblem[] => {
  const read = isGlob(metric) ? readGlob(metric) : undefined;
  return read !== undefined && "error" in read
    ? [problem("bad-pattern", "metric", `\`${metric}\` cannot be read as a glob: ${read.error}`)]
    : [];
};

const infiniteBounds = (config: MetricGate): readonly GateProblem[] =>
  [...plainKeys, ...comparisonKeys].flatMap((key) => {
    const value = config[key];
    if (typeof value !== "number" || finite(value) !== undefined) return [];
    return [problem("wrong-value", key, `\`${key}\` is not a finite number`, "leave the key out if there is no bound")];
  });

const plainProblems = ({ min, max, above, below }: MetricGate): readonly GateProblem[] => {
  const excludes = (lower: number | undefined, upper: number | undefined, bothCount: boolean): boolean =>
    lower !== undefined && upper !== undefined && (lower > upper || (lower === upper && !bothCount));
  const contradictions = [
    { lower: "min", upper: "max", excluded: excludes(min, max, true) },
    { lower: "min", upper: "below", excluded: excludes(min, below, false) },
    { lower: "above", upper: "max", excluded: excludes(above, max, false) },
    { lower: "above", upper: "below", excluded: excludes(above, below, false) },
  ].filter(({ excluded }) => excluded);
  const implied = (key: string, by: string): GateProblem =>
    problem("redundant-bound", key, `\`${key}\` is implied by \`${by}\``, `leave \`${key}\` out`);
  return [
    ...contradictions.map(({ lower, upper }) =>
      problem("contradictory-bounds", upper, `no value satisfies \`${lower}\` and \`${upper}\` together`),
    ),
    ...(min === undefined || above === undefined ? [] : [above >= min ? implied("min", "above") : implied("above", "min")]),
    ...(max === undefined || below === undefined ? [] : [below <= max ? implied("max", "below") : implied("below", "max")]),
  ];
};

const comparisonProblems = (config: MetricGate): readonly GateProblem[] => {
  const { minImprovement, maxRegression, maxImprovement, goal, baseline } = config;
  const [first] = comparisonKeys.filter((key) => config[key] !== undefined);
  if (first === undefined) {
    if (baseline === undefined) return [];
    return [
      problem(
        "baseline-without-comparison",
        "baseline",
        "nothing is compared with the baseline",
        "add `minImprovement`, `maxRegression` or `maxImprovement`, or leave `baseline` out",
      ),
    ];
  }
  const problems: GateProblem[] = [];
  if (goal === undefined)
    problems.push(
      problem(
        "comparison-without-goal",
        first,
        `\`${first}\` does not say which direction is better`,
        "add `goal: maximize` or `goal: minimize`",
      ),
    );
  if (baseline === undefined)
    problems.push(
      problem("comparison-without-baseline", first, `\`${first}\` does not say what to compare with`, "add `baseline` with a stage's name"),
    );
  if (minImprovement !== undefined && maxImprovement !== undefined && isMore(minImprovement, maxImprovement)) {
    problems.push(problem("contradictory-bounds", "maxImprovement", "no value satisfies `minImprovement` and `maxImprovement` together"));
  }
  if (minImprovement !== undefined && maxRegression !== undefined) {
    problems.push(
      problem("redundant-bound", "maxRegression", "`maxRegression` is implied by `minImprovement`", "leave `maxRegression` out"),
    );
  }
  return problems;
};

/** Only amounts of one sort can be compared without a baseline. */
const isMore = (one: number | string, other: number | string): boolean => {
  const [a, b] = [readAmount(one), readAmount(other)];
  return a.isRelative === b.isRelative && sign(minus(a.value, b.value)) > 0;
};

const baselineProblems = ({ baseline }: MetricGate, { stages }: Policy): readonly GateProblem[] => {
  const names = stages.map(({ name }) => name);
  if (typeof baseline !== "string" || names.includes(baseline)) return [];
  const meant = suggest(baseline, names);
  const help = meant === undefined ? `its stages are ${names.map((name) => `\`${name}\``).join(", ")}` : `did you mean \`${meant}\`?`;
  return [
    {
      ...problem("unknown-baseline", "baseline", `the policy has no stage \`${baseline}\``, help),
      ...(meant !== undefined && { replacement: meant }),
    },
  ];
};

const emptyGate = (config: MetricGate): readonly GateProblem[] => {
  const asking = [...plainKeys, ...comparisonKeys, "samples", "dataset", "maxAge", "baseline"] as const;
  if (asking.some((key) => config[key] !== undefined)) return [];
  return [
    problem(
      "metric-without-bound",
      "metric",
      `the gate asks nothing of \`${config.metric}\``,
      "add `min`, `max`, `above`, `below`, or a comparison with a baseline",
    ),
  ];
};

const idleKeys = (config: MetricGate): readonly GateProblem[] => {
  const { confidence, proportion = false, samples, samplesFrom, standardErrorFrom, baseline } = config;
  const isCompared = comparisonKeys.some((key) => config[key] !== undefined);
  const isBounded = isCompared || plainKeys.some((key) => config[key] !== undefined);
  const idle = (key: keyof MetricGate, isIdle: boolean, without: string): readonly GateProblem[] =>
    isIdle ? [problem("key-without-effect", key, `\`${key}\` has no effect ${without}`)] : [];
  return [
    ...idle("goal", config.goal !== undefined && !isCompared, "without a comparison"),
    ...idle("noBaseline", config.noBaseline !== undefined && !isCompared, "without a comparison"),
    ...idle("noBaseline", config.noBaseline !== undefined && isCompared && typeof baseline === "object", "on a pinned version"),
    ...idle("sameDataset", config.sameDataset === true && !isCompared, "without a comparison"),
    ...idle("confidence", confidence !== undefined && !isBounded, "without a bound or a comparison"),
    ...idle("proportion", proportion && confidence === undefined, "without `confidence`"),
    ...idle("standardErrorFrom", standardErrorFrom !== undefined && confidence === undefined, "without `confidence`"),
    ...idle("standardErrorFrom", standardErrorFrom !== undefined && confidence !== undefined && proportion, "beside `proportion: true`"),
    ...idle(
      "samplesFrom",
      samplesFrom !== undefined && samples === undefined && !(confidence !== undefined && proportion),
      "without `samples`, or `confidence` with `proportion: true`",
    ),
  ];
};

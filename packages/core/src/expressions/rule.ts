import { baselineKey, findBaseline, type BaselineSource, type FoundBaseline } from "../decision/baseline.js";
import { drifted, holderOf } from "../decision/drift.js";
import type { Facts, GateContext, GateProblem, Requirement } from "../gates/define-gate.js";
import type { Baseline, Metric, MetricValue } from "../generated/evidence.js";
import { readExpression, type Expression } from "./expression.js";
import { own } from "../own.js";
import { isFiniteMetric, valuesOf, variables } from "./facts.js";
import type { ExpressionError } from "./syntax.js";

/** A CEL expression over the facts of a decision. */
export interface Rule {
  readonly expression: Expression;
  readonly baseline: BaselineSource;
}

export type RuleJudgement =
  | { readonly holds: boolean; /** What it looked at, in words. */ readonly facts: string }
  | {
      readonly unknown: "drift" | "baseline-missing" | "baseline-mismatch" | "rule-error" | "rule-budget" | "rule-not-boolean";
      readonly message: string;
      readonly remedy?: string;
    };

const mostRemembered = 1000;
const remembered = new Map<string, Expression | ExpressionError>();

/** Each is asked for when its policy is checked, when that is compiled, and again with every keystroke elsewhere in the text. */
const expressionOf = (source: string): Expression | ExpressionError => {
  const read = remembered.get(source) ?? readExpression(source, variables);
  remembered.delete(source);
  remembered.set(source, read);
  const [oldest = source] = remembered.keys();
  if (remembered.size > mostRemembered) remembered.delete(oldest);
  return read;
};

/** A source that `checkRule` found no error in. */
export const readRule = (source: string, baseline: BaselineSource): Rule => {
  const expression = expressionOf(source);
  if ("error" in expression) throw new TypeError(`an expression was compiled although it cannot be read: ${expression.error}`);
  return { expression, baseline };
};

/** What is wrong with the expression that stands under `key`. */
export const checkRule = (source: string, key: string, { policy }: Pick<GateContext, "policy">): readonly GateProblem[] => {
  const read = expressionOf(source);
  if ("error" in read) {
    const { error, help, meant, offset, length = 0 } = read;
    return [
      {
        code: "bad-rule",
        severity: "error",
        message: error,
        ...(help !== undefined && { help }),
        key,
        ...(offset !== undefined && { part: { offset, length } }),
        ...(meant !== undefined && offset !== undefined && { replacement: meant }),
      },
    ];
  }
  const stages = policy.stages.map(({ name }) => name);
  const unknown = read.mentions.flatMap(({ variable, path: [stage] }) =>
    variable === "stages" && stage !== undefined && !stages.includes(stage) ? [stage] : [],
  );
  return [...new Set(unknown)].map((stage) => ({
    code: "unknown-stage",
    severity: "error",
    message: `the policy has no stage \`${stage}\``,
    help: `its stages are ${stages.map((name) => `\`${name}\``).join(", ")}`,
    key,
  }));
};

export const mentionsBaseline = ({ mentions }: Expression): boolean => mentions.some(({ variable }) => variable === "baseline");

/** The facts that the expression names, so that they can be collected before. */
export const requirementsOfRule = ({ expression, baseline }: Rule): readonly Requirement[] => {
  const found = new Map<string, Requirement>();
  const add = (requirement: Requirement) => found.set(JSON.stringify(requirement), requirement);
  for (const { variable, path } of expression.mentions) {
    const [field, name] = path;
    if (variable === "baseline") add({ need: "baseline", of: baselineKey(baseline) });
    if (variable === "stages" && field !== undefined) add({ need: "stage", name: field });
    const need = variable === "candidate" || variable === "baseline" ? kinds[field ?? ""] : undefined;
    if (need !== undefined && name !== undefined) add({ need, name });
  }
  return [...found.values()];
};

const kinds: Readonly<Record<string, "metric" | "tag" | "param">> = {
  metrics: "metric",
  measurements: "metric",
  tags: "tag",
  params: "param",
};

/** Whether the expression is true of the facts. */
export const judgeRule = ({ expression, baseline: source }: Rule, facts: Facts): RuleJudgement => {
  const drift = driftOf(expression, source, facts);
  if (drift !== undefined) return drift;
  const baseline = findBaseline(source, facts.evidence);
  const noNumber = notANumber(expression, {
    candidate: facts.evidence.candidate,
    baseline: "facts" in baseline ? baseline.facts : undefined,
  });
  if (noNumber !== undefined) return noNumber;
  const values = valuesOf(facts, baseline);
  const result = expression.evaluate(values);
  if ("holds" in result) return { holds: result.holds, facts: inWords(expression, values) };
  const { unknown, message, missing } = result;
  switch (unknown) {
    case "budget":
      return { unknown: "rule-budget", message: `the expression cannot be evaluated: ${message}`, remedy: "let it look at less" };
    case "not-boolean":
      return {
        unknown: "rule-not-boolean",
        message: `the expression is neither true nor false: ${message}`,
        remedy: "compare its value with something",
      };
    case "error": {
      if (missing?.path === "baseline" && !("facts" in baseline)) return withoutBaseline(baseline);
      const remedy =
        missing !== undefined
          ? `record \`${missing.path}\`, or ask for it with \`${missing.question}\``
          : mixed.test(message)
            ? "metrics are of type double: write `2.0` instead of `2`"
            : undefined;
      return { unknown: "rule-error", message: `the expression cannot be evaluated: ${message}`, ...(remedy !== undefined && { remedy }) };
    }
  }
};

const mixed = /\((double, int|int, double)\)/;

/** An expression that looks at a baseline that is not there. */
const withoutBaseline = (baseline: Exclude<FoundBaseline, { readonly facts: Baseline }>): RuleJudgement => {
  if ("problem" in baseline) {
    const { code, message, remedy } = baseline.problem;
    return { unknown: code, message, remedy };
  }
  return {
    unknown: "baseline-missing",
    message: `there is no baseline: no version ever held \`${baseline.never}\``,
    remedy: "say with `!has(baseline.version) || …` that a first version needs no baseline",
  };
};

/** What a stage holds is not known while the ledger and the registry disagree about it; the entry has no holder. */
const driftOf = (expression: Expression, baseline: BaselineSource, { evidence, entry }: Facts): RuleJudgement | undefined => {
  const named = expression.mentions
    .filter(({ variable }) => variable === "stages")
    .flatMap(({ path: [stage] }) => (stage === undefined ? Object.keys(evidence.stages ?? {}).sort() : [stage]));
  const asked = [
    ...named.filter((stage) => stage !== entry),
    ...(mentionsBaseline(expression) && "stage" in baseline ? [baseline.stage] : []),
  ];
  for (const stage of asked) {
    const holder = holderOf(evidence, stage);
    if (holder?.drift === undefined) continue;
    const { code, message, remedy } = drifted(stage, holder);
    return { unknown: code, message, remedy };
  }
  return undefined;
};

/**
 * A metric that is recorded and is no number is not the same as one that is not there, which an expression may ask for with
 * `has`. An expression that looks at all metrics looks at that one too.
 */
const notANumber = ({ mentions }: Expression, sides: { readonly [side: string]: Baseline | undefined }): RuleJudgement | undefined => {
  for (const { variable, path, text } of mentions) {
    const [field, name, part] = path;
    const metrics = sides[variable]?.metrics ?? {};
    if (field !== undefined && kinds[field] !== "metric") continue;
    for (const one of name === undefined ? Object.keys(metrics).sort() : [name]) {
      const metric = own(metrics, one);
      const wrong = metric === undefined ? undefined : noNumberOf(metric, field === "metrics" ? "value" : part);
      if (wrong === undefined) continue;
      const what = name === undefined ? `\`${one}\` in \`${text}\`` : `\`${text}\``;
      return {
        unknown: "rule-error",
        message: `the expression cannot be evaluated: ${what} is \`${String(wrong)}\`, not a number`,
        remedy: `measure \`${one}\` again`,
      };
    }
  }
  return undefined;
};

/** What stands where a measurement has to have a number: its value, and of the rest the part that is asked for, or each. */
const noNumberOf = (metric: Metric, part: string | undefined): MetricValue | undefined => {
  if (typeof metric !== "object" || metric === null) return isFiniteMetric(metric) ? undefined : metric;
  const { value, samples, standardError } = metric;
  const asked = [
    value,
    ...(part === undefined || part === "samples" ? [samples] : []),
    ...(part === undefined || part === "standardError" ? [standardError] : []),
  ];
  return asked.find((one) => one !== undefined && !isFiniteMetric(one));
};

const mostFacts = 3;
const longestFact = 80;

/** The named facts with their values, such as "`candidate.params.framework` is `torch`". */
const inWords = ({ mentions }: Expression, values: Readonly<Record<string, unknown>>): string => {
  const shown = new Map<string, string>();
  for (const { variable, path, text: name } of mentions) {
    const value = path.reduce(
      (below: unknown, name) => (below instanceof Map ? (below.get(name) as unknown) : undefined),
      values[variable],
    );
    if (typeof value !== "string" && typeof value !== "number") continue;
    const text = String(value);
    shown.set(name, text.length > longestFact ? `${text.slice(0, longestFact)}…` : text);
  }
  return [...shown]
    .slice(0, mostFacts)
    .map(([name, value]) => `\`${name}\` is \`${value}\``)
    .join(", ");
};

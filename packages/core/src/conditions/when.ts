import { checkRule, judgeRule, readRule, requirementsOfRule } from "../expressions/rule.js";
import type { ConditionResult, Facts, GateContext, GateProblem, Requirement } from "../gates/define-gate.js";
import type { Condition } from "../generated/policy.js";
import { own } from "../own.js";
import { checkTextCondition } from "./check-text-condition.js";
import { textCondition } from "./text-condition.js";

/** What a gate's `when` asks. `stage`: the target stage, whose holder is the `baseline` of an expression. */
export const compileCondition = (when: string | Condition, stage: string): ((facts: Facts) => ConditionResult) => {
  if (typeof when === "string") {
    const rule = readRule(when, { stage });
    return (facts) => {
      const judged = judgeRule(rule, facts);
      if (!("unknown" in judged)) return { holds: judged.holds };
      const { message, remedy } = judged;
      return { unknown: `its \`when\` cannot be told: ${message}`, ...(remedy !== undefined && { remedy }) };
    };
  }
  const { kind, name } = subjectOf(when);
  const { match } = textCondition(when);
  return ({ evidence: { candidate } }) => {
    const value = own(candidate[`${kind}s`], name);
    switch (match(value)) {
      case "holds":
        return { holds: true };
      case "differs":
        return { holds: false };
      case "missing":
        return { unknown: `its \`when\` cannot be told: ${kind} \`${name}\` is missing`, remedy: `set ${kind} \`${name}\`` };
      case "not-comparable":
        return {
          unknown: `its \`when\` cannot be told: ${kind} \`${name}\` is \`${String(value)}\`, which is not a number`,
          remedy: `set ${kind} \`${name}\` to a number`,
        };
    }
  };
};

/** What is wrong with a gate's `when` beyond its schema. */
export const checkWhen = (when: string | Condition, context: Pick<GateContext, "policy">): readonly GateProblem[] =>
  typeof when === "string" ? checkRule(when, "when", context) : checkTextCondition(when, when);

/** The facts that a gate's `when` looks at. */
export const requirementsOf = (when: string | Condition, stage: string): readonly Requirement[] => {
  if (typeof when === "string") return requirementsOfRule(readRule(when, { stage }));
  const { kind, name } = subjectOf(when);
  return [{ need: kind, name }];
};

const subjectOf = ({ tag, param = "" }: Condition): { readonly kind: "tag" | "param"; readonly name: string } =>
  tag === undefined ? { kind: "param", name: param } : { kind: "tag", name: tag };

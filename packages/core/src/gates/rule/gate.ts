import { checkRule, judgeRule, mentionsBaseline, readRule, requirementsOfRule, type Rule } from "../../expressions/rule.js";
import type { RuleGate } from "../../generated/policy.js";
import { ruleCodes, ruleSchema } from "../../generated/schemas.js";
import { validateRuleGate } from "../../generated/validators.js";
import { defineGate, type Facts, type Finding, type GateContext, type GateProblem } from "../define-gate.js";

type CheckContext = Pick<GateContext, "policy" | "stage">;

const ruleOf = ({ rule, baseline }: RuleGate, { stage }: Pick<GateContext, "stage">): Rule =>
  readRule(rule, typeof baseline === "object" ? baseline : { stage: baseline ?? stage.name });

const check = (config: RuleGate, context: CheckContext): readonly GateProblem[] => {
  const problems = checkRule(config.rule, "rule", context);
  if (problems.length > 0 || config.baseline === undefined) return problems;
  if (!mentionsBaseline(ruleOf(config, context).expression)) {
    return [
      {
        code: "baseline-without-comparison",
        severity: "warning",
        message: "the expression does not look at `baseline`",
        help: "use it in the expression, or leave the key out",
        key: "baseline",
      },
    ];
  }
  const { baseline } = config;
  const stages = context.policy.stages.map(({ name }) => name);
  if (typeof baseline !== "string" || stages.includes(baseline)) return [];
  const help = `its stages are ${stages.map((name) => `\`${name}\``).join(", ")}`;
  return [{ code: "unknown-baseline", severity: "error", message: `the policy has no stage \`${baseline}\``, help, key: "baseline" }];
};

interface Prepared extends Rule {
  readonly source: string;
}

const evaluate = (rule: Prepared, facts: Facts): Finding => {
  const judged = judgeRule(rule, facts);
  const expected = `\`${rule.source}\` is true`;
  if ("unknown" in judged) {
    const { unknown: code, message, remedy } = judged;
    return { outcome: "unknown", code, message, expected, ...(remedy !== undefined && { remedy }) };
  }
  const because = judged.facts === "" ? "" : `: ${judged.facts}`;
  return judged.holds
    ? { outcome: "passed", code: "rule-holds", message: `the rule holds${because}`, expected, observed: true }
    : { outcome: "failed", code: "rule-does-not-hold", message: `the rule does not hold${because}`, expected, observed: false };
};

export const ruleGate = defineGate<RuleGate, Prepared>({
  kind: "rule",
  schema: ruleSchema,
  validate: validateRuleGate,
  codes: ruleCodes,
  check,
  prepare: (config, context) => ({ ...ruleOf(config, context), source: config.rule.trim() }),
  requires: requirementsOfRule,
  outcomes: () => ["passed", "failed", "unknown"],
  evaluate,
});

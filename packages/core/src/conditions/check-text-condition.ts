import type { GateProblem } from "../gates/define-gate.js";
import { readRegularExpression } from "../patterns/regular-expression.js";
import { textConditionKeys, type TextConditionKeys } from "./text-condition.js";

/** What is wrong with the keys of a condition beyond their schema. */
export const checkTextCondition = (keys: TextConditionKeys, container?: object): readonly GateProblem[] => {
  const at = container && { container };
  const given = textConditionKeys.filter((key) => keys[key] !== undefined);
  const [first, second] = given;
  if (first === undefined) {
    return [
      {
        code: "bad-condition",
        severity: "error",
        message: "the condition asks for nothing",
        help: "add one of `exists`, `equals`, `in`, `matches`",
        ...at,
      },
    ];
  }
  if (second !== undefined) {
    return [
      {
        code: "bad-condition",
        severity: "error",
        message: `\`${first}\` and \`${second}\` cannot stand together`,
        help: "write one condition a gate; two gates are both required",
        key: second,
        ...at,
      },
    ];
  }
  if (keys.matches === undefined) return [];
  const read = readRegularExpression(keys.matches);
  if (!("error" in read)) return [];
  return [
    {
      code: "bad-pattern",
      severity: "error",
      message: `\`${keys.matches}\` is not an RE2 regular expression: ${read.error}`,
      key: "matches",
      ...at,
    },
  ];
};

import { checkTextCondition } from "./check-text-condition.js";
import { textCondition, type TextCondition, type TextConditionKeys } from "./text-condition.js";
import type { DefinedGate, Finding } from "../gates/define-gate.js";
import { defineGate } from "../gates/define-gate.js";
import type { JsonSchema } from "../schema/compose.js";
import type { Validate } from "../schema/validate.js";

interface TextGate<Kind extends "tag" | "param"> {
  readonly kind: Kind;
  readonly schema: JsonSchema;
  readonly validate: Validate;
  readonly codes: Readonly<Record<string, string>>;
}

interface Prepared {
  readonly name: string;
  readonly condition: TextCondition;
}

/** The kinds `tag` and `param`: a condition on one named text of the candidate. */
export const textGate = <Kind extends "tag" | "param">(gate: TextGate<Kind>): DefinedGate => {
  const { kind } = gate;
  const texts = `${kind}s` as const;

  const finding = ({ name, condition }: Prepared, value: string | number | boolean | undefined): Finding => {
    const { expected } = condition;
    const observed = value === undefined ? {} : { observed: value };
    const remedy =
      condition.remedy === undefined
        ? {}
        : condition.remedy === null
          ? { changes: [{ type: kind, name, value: null, text: `remove ${kind} \`${name}\`` } as const] }
          : {
              changes: [
                {
                  type: kind,
                  name,
                  value: condition.remedy,
                  text: expected === "present" ? `set ${kind} \`${name}\`` : `set ${kind} \`${name}\` to ${expected}`,
                } as const,
              ],
            };
    switch (condition.match(value)) {
      case "holds":
        return {
          outcome: "passed",
          code: `${kind}-as-expected`,
          message: `${kind} \`${name}\` is ${value === undefined ? "absent" : `\`${value}\``}`,
          expected,
          ...observed,
        };
      case "missing":
        return {
          outcome: "unknown",
          code: `${kind}-missing`,
          message: `${kind} \`${name}\` is missing`,
          expected,
          remedy: `set ${kind} \`${name}\` to ${expected}`,
          ...remedy,
        };
      case "not-comparable":
        return {
          outcome: "unknown",
          code: `${kind}-not-comparable`,
          message: `${kind} \`${name}\` is \`${value}\`, which is not a number`,
          expected,
          remedy: `set ${kind} \`${name}\` to ${expected}`,
          ...observed,
          ...remedy,
        };
      case "differs":
        if (value === undefined)
          return {
            outcome: "failed",
            code: `${kind}-missing`,
            message: `${kind} \`${name}\` is missing`,
            expected,
            remedy: `set ${kind} \`${name}\``,
            ...remedy,
          };
        if (expected === "absent")
          return {
            outcome: "failed",
            code: `${kind}-present`,
            message: `${kind} \`${name}\` is there and must not be`,
            expected,
            remedy: `remove ${kind} \`${name}\``,
            ...observed,
            ...remedy,
          };
        return {
          outcome: "failed",
          code: `${kind}-differs`,
          message: `${kind} \`${name}\` is \`${value}\`, not ${expected}`,
          expected,
          remedy: `set ${kind} \`${name}\` to ${expected}`,
          ...observed,
          ...remedy,
        };
    }
  };

  return defineGate<TextConditionKeys & Record<Kind, string>, Prepared>({
    ...gate,
    argument: (config) => config[kind],
    check: (config) => checkTextCondition(config),
    prepare: (config) => ({ name: config[kind], condition: textCondition(config) }),
    requires: ({ name }) => [{ need: kind, name }],
    evaluate(prepared, { evidence }) {
      const values = evidence.candidate[texts];
      return finding(prepared, values !== undefined && Object.hasOwn(values, prepared.name) ? values[prepared.name] : undefined);
    },
  });
};

import { checkTextCondition } from "./check-text-condition.js";
import { textCondition, type TextCondition, type TextConditionKeys } from "./text-condition.js";
import type { DefinedGate, Finding } from "../gates/define-gate.js";
import { defineGate } from "../gates/define-gate.js";
import type { Change } from "../generated/decision.js";
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
  readonly remedy: string;
  readonly changes: readonly Change[] | undefined;
}

/** The kinds `tag` and `param`: a condition on one named text of the candidate. */
export const textGate = <Kind extends "tag" | "param">(gate: TextGate<Kind>): DefinedGate => {
  const { kind } = gate;
  const texts = `${kind}s` as const;

  const prepare = (name: string, condition: TextCondition): Prepared => {
    const { expected, remedy: value } = condition;
    const remedy =
      expected === "present"
        ? `set ${kind} \`${name}\``
        : expected === "absent"
          ? `remove ${kind} \`${name}\``
          : `set ${kind} \`${name}\` to ${expected}`;
    return { name, condition, remedy, changes: value === undefined ? undefined : [{ type: kind, name, value, text: remedy }] };
  };

  const finding = (prepared: Prepared, value: string | number | boolean | undefined): Finding => {
    const { name, condition, remedy, changes } = prepared;
    const { expected } = condition;
    const observed = value === undefined ? {} : { observed: value };
    const match = condition.match(value);
    if (match === "holds") {
      const message = `${kind} \`${name}\` is ${value === undefined ? "absent" : `\`${value}\``}`;
      return { outcome: "passed", code: `${kind}-as-expected`, message, expected, ...observed };
    }
    const open = { expected, ...observed, remedy, ...(changes && { changes }) };
    if (value === undefined) {
      const outcome = match === "missing" ? "unknown" : "failed";
      return { outcome, code: `${kind}-missing`, message: `${kind} \`${name}\` is missing`, ...open };
    }
    if (match === "not-comparable") {
      return {
        outcome: "unknown",
        code: `${kind}-not-comparable`,
        message: `${kind} \`${name}\` is \`${value}\`, which is not a number`,
        ...open,
      };
    }
    if (expected === "absent") {
      return { outcome: "failed", code: `${kind}-present`, message: `${kind} \`${name}\` is there and must not be`, ...open };
    }
    return { outcome: "failed", code: `${kind}-differs`, message: `${kind} \`${name}\` is \`${value}\`, not ${expected}`, ...open };
  };

  return defineGate<TextConditionKeys & Record<Kind, string>, Prepared>({
    ...gate,
    argument: (config) => config[kind],
    check: (config) => checkTextCondition(config),
    prepare: (config) => prepare(config[kind], textCondition(config)),
    requires: ({ name }) => [{ need: kind, name }],
    // Whether it is there can be told of every candidate.
    outcomes: ({ condition }) => (condition.asksExistence ? ["passed", "failed"] : ["passed", "failed", "unknown"]),
    evaluate(prepared, { evidence }) {
      const values = evidence.candidate[texts];
      return finding(prepared, values !== undefined && Object.hasOwn(values, prepared.name) ? values[prepared.name] : undefined);
    },
  });
};

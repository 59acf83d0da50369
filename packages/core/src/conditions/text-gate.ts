import { checkTextCondition } from "./check-text-condition.js";
import {
  textCondition,
  textEssence,
  type TextCondition,
  type TextConditionKeys,
  type TextMatch,
  type TextValue,
} from "./text-condition.js";
import { defineGate, newFinding, type DefinedGate, type Finding, type Writable } from "../gates/define-gate.js";
import type { Change } from "../generated/decision.js";
import { own } from "../own.js";
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
  /** Such as ``tag `risk` ``. */
  readonly subject: string;
  readonly condition: TextCondition;
  readonly remedy: string;
  readonly changes: readonly Change[] | undefined;
}

/** The kinds `tag` and `param`: a condition on one named text of the candidate. */
export const textGate = <Kind extends "tag" | "param">(gate: TextGate<Kind>): DefinedGate => {
  const { kind } = gate;
  const texts = `${kind}s` as const;

  const codeFor = {
    holds: `${kind}-as-expected`,
    missing: `${kind}-missing`,
    notComparable: `${kind}-not-comparable`,
    present: `${kind}-present`,
    differs: `${kind}-differs`,
  };

  const prepare = (name: string, condition: TextCondition): Prepared => {
    const { expected, remedy: value } = condition;
    const subject = `${kind} \`${name}\``;
    const remedy =
      expected === "present" ? `set ${subject}` : expected === "absent" ? `remove ${subject}` : `set ${subject} to ${expected}`;
    return { name, subject, condition, remedy, changes: value === undefined ? undefined : [{ type: kind, name, value, text: remedy }] };
  };

  const evaluate = (prepared: Prepared, value: TextValue): Finding => {
    const { condition, subject } = prepared;
    const { expected } = condition;
    const finding = judge(subject, expected, condition.match(value), value);
    finding.expected = expected;
    finding.observed = value;
    if (finding.outcome === "passed") return finding;
    finding.remedy = prepared.remedy;
    finding.changes = prepared.changes;
    return finding;
  };

  const judge = (subject: string, expected: string, match: TextMatch, value: TextValue): Writable<Finding> => {
    if (match === "holds")
      return newFinding("passed", codeFor.holds, value === undefined ? `${subject} is absent` : `${subject} is \`${value}\``);
    if (value === undefined) return newFinding(match === "missing" ? "unknown" : "failed", codeFor.missing, `${subject} is missing`);
    if (match === "not-comparable")
      return newFinding("unknown", codeFor.notComparable, `${subject} is \`${value}\`, which is not a number`);
    if (expected === "absent") return newFinding("failed", codeFor.present, `${subject} is there and must not be`);
    return newFinding("failed", codeFor.differs, `${subject} is \`${value}\`, not ${expected}`);
  };

  return defineGate<TextConditionKeys & Record<Kind, string>, Prepared>({
    ...gate,
    argument: (config) => config[kind],
    check: (config) => checkTextCondition(config),
    prepare: (config) => prepare(config[kind], textCondition(config)),
    requires: ({ name }) => [{ need: kind, name }],
    essence: (_prepared, keys) => textEssence(keys),
    // Whether it is there can be told of every candidate.
    outcomes: ({ condition }) => (condition.asksExistence ? ["passed", "failed"] : ["passed", "failed", "unknown"]),
    evaluate: (prepared, { evidence }) => evaluate(prepared, own(evidence.candidate[texts], prepared.name)),
  });
};

import { inCanonicalOrder } from "../canonical/digest.js";
import { readRegularExpression, type Matcher } from "../patterns/regular-expression.js";
import { isExact } from "../yaml/exact-number.js";

/** What is asked of a tag or param: exactly one of the four. */
export interface TextConditionKeys {
  readonly exists?: boolean;
  readonly equals?: string | number | boolean;
  readonly in?: readonly (string | number | boolean)[];
  readonly matches?: string;
}

export const textConditionKeys = ["exists", "equals", "in", "matches"] as const;

export type TextValue = string | number | boolean | undefined;

/** `missing` and `not-comparable`: it cannot be told. */
export type TextMatch = "holds" | "differs" | "missing" | "not-comparable";

export interface TextCondition {
  /** Such as `one of low, high`. */
  readonly expected: string;
  /** Whether it asks only that there is a value, or none. */
  readonly asksExistence: boolean;
  match(value: TextValue): TextMatch;
  /** A value that would hold; null: none at all; undefined: not known. */
  readonly remedy: string | number | boolean | null | undefined;
}

const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** A number of the policy is compared as a number with a text that reads as one; everything else as text. */
const matchOne = (expected: string | number | boolean, value: string | number | boolean): TextMatch => {
  if (expected === value) return "holds";
  if (typeof expected !== "number") return String(expected) === String(value) ? "holds" : "differs";
  if (typeof value === "boolean" || (typeof value === "string" && !number.test(value))) return "not-comparable";
  return (typeof value === "number" ? expected === value : isExact(value.trim(), expected)) ? "holds" : "differs";
};

const matchOneOf = (expected: readonly (string | number | boolean)[], value: string | number | boolean): TextMatch => {
  let match: TextMatch = "differs";
  for (const one of expected) {
    const matchOfOne = matchOne(one, value);
    if (matchOfOne === "holds") return "holds";
    if (matchOfOne === "not-comparable") match = matchOfOne;
  }
  return match;
};

/** What the stage digest covers: the values of `in` in any order. */
export const textEssence = <Keys extends TextConditionKeys>(keys: Keys): Keys =>
  keys.in === undefined ? keys : { ...keys, in: inCanonicalOrder(keys.in) };

/** Where `matches` cannot be read, the policy has an error and no condition is made of it. */
export const textCondition = (keys: TextConditionKeys): TextCondition => {
  if (keys.exists !== undefined) {
    const wanted = keys.exists;
    return {
      expected: wanted ? "present" : "absent",
      asksExistence: true,
      match: (value) => ((value !== undefined) === wanted ? "holds" : "differs"),
      remedy: wanted ? "true" : null,
    };
  }
  if (keys.equals !== undefined || keys.in !== undefined) {
    const wanted = keys.in ?? (keys.equals === undefined ? [] : [keys.equals]);
    return {
      expected: wanted.length === 1 ? `\`${String(wanted[0])}\`` : `one of ${wanted.map((one) => `\`${String(one)}\``).join(", ")}`,
      asksExistence: false,
      match: (value) => (value === undefined ? "missing" : matchOneOf(wanted, value)),
      remedy: wanted[0],
    };
  }
  const matches = matcherOf(keys.matches ?? "");
  return {
    expected: `a match of \`${keys.matches}\``,
    asksExistence: false,
    match: (value) => (value === undefined ? "missing" : matches(String(value)) ? "holds" : "differs"),
    remedy: undefined,
  };
};

const matcherOf = (source: string): Matcher => {
  const read = readRegularExpression(source);
  if ("error" in read) throw new TypeError(`\`${source}\` was compiled although it cannot be read: ${read.error}`);
  return read.matches;
};

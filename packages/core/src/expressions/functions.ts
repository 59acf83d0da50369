import { create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import {
  celEnv,
  celFunc,
  celList,
  celMethod,
  CelScalar,
  isCelError,
  isCelList,
  isCelMap,
  listType,
  objectType,
  type CelFunc,
  type CelInput,
  type CelList,
  type CelValue,
} from "@bufbuild/cel";
import { RE2JS } from "@bufbuild/re2";
import { weightOf, type Budget } from "./budget.js";
import { calendarMethods } from "./calendar.js";

const { BOOL, DYN, INT, STRING } = CelScalar;
const list = listType(DYN);

/** What a loop passes the values through that it runs over; no source can name it. */
export const iterate = "@iterate";

const standard: readonly CelFunc[] = [...celEnv({ funcs: [...calendarMethods] }).funcs];

/** Every function with its name, and how many arguments it takes, with or without a target. */
export const signatures = standard.map(({ name, target, arguments: { length } }) => ({ name, isMethod: target !== undefined, length }));

/**
 * The functions of CEL, so that each pays for its work and what is no number is an error.
 * `double("")` is 0 in JavaScript, and 0.0 / 0.0 is neither above nor below anything.
 */
export const boundedFunctions = (budget: Budget): CelFunc[] => {
  const arrays = new WeakMap<CelList, readonly CelValue[]>();
  const valuesOf = (values: CelList) => arrays.get(values) ?? [...values];
  let latest: { readonly pattern: string; readonly expression: RE2JS } | undefined;
  const compiled = (pattern: string): RE2JS => {
    if (latest?.pattern !== pattern) latest = { pattern, expression: RE2JS.compile(pattern) };
    return latest.expression;
  };
  return [
    ...standard.map((func) => bounded(func, budget)),
    celFunc(iterate, [DYN, INT], DYN, (values, nodes) => {
      const count = isCelList(values) || isCelMap(values) ? values.size : 1;
      budget.spend(count * Number(nodes));
      return values;
    }),
    // The library makes a list of two lists of it, so that a list of a thousand is a thousand deep.
    celFunc("_+_", [list, list], list, (left, right) => {
      budget.spend(1 + (left.size + right.size) / 16);
      const values = valuesOf(left).concat(valuesOf(right));
      const joined = celList(values);
      arrays.set(joined, values);
      return joined;
    }),
    celMethod("matches", STRING, [STRING], BOOL, function (pattern) {
      const expression = compiled(pattern);
      budget.spend(expression.re2Input.prog.numInst() * (1 + this.length / 4));
      return expression.test(this);
    }),
    celMethod("contains", STRING, [STRING], BOOL, function (part) {
      budget.spend(1 + (this.length * (1 + part.length)) / 32);
      return this.includes(part);
    }),
    // The library takes them for milliseconds, although `int(timestamp)` gives seconds.
    celFunc("timestamp", [INT], objectType(TimestampSchema), (seconds) => create(TimestampSchema, { seconds })),
  ];
};

const numerals: Readonly<Record<string, RegExp>> = {
  "double(string)": /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  "int(string)": /^-?\d+$/,
  "uint(string)": /^\d+$/,
};

/** What the library says of other texts leaks what it is made of. */
const times: Readonly<Record<string, string>> = {
  "timestamp(string)": "an instant such as `2026-11-20T10:00:00Z`",
  "duration(string)": "a duration such as `36h`",
};

const unreadable = (text: string, as: string): Error => new Error(`\`${text.slice(0, 80)}\` does not read as ${as}`);

const bounded = (func: CelFunc, budget: Budget): CelFunc => {
  const call = (target: CelValue | undefined, args: CelValue[]): CelInput => {
    budget.spend(costOf(func.name, target === undefined ? args : [target, ...args], budget.left));
    const numeral = numerals[func.id];
    const [text] = args;
    if (numeral !== undefined && typeof text === "string" && !numeral.test(text)) throw unreadable(text, func.name);
    const result = func.call(0, target, args);
    const time = times[func.id];
    if (time !== undefined && typeof text === "string" && isCelError(result)) throw unreadable(text, time);
    if (result === undefined || isCelError(result)) throw result ?? new TypeError(`\`${func.id}\` does not take its own arguments`);
    if (typeof result === "number" && !Number.isFinite(result))
      throw new Error(`\`${func.name.replaceAll("_", "")}\` gives no finite number`);
    return result;
  };
  return func.target === undefined
    ? celFunc(func.name, func.arguments, func.result, (...args: CelValue[]) => call(undefined, args))
    : celMethod(func.name, func.target, func.arguments, func.result, function (...args: CelValue[]) {
        return call(this, args);
      });
};

const costOf = (name: string, args: readonly CelValue[], enough: number): number => {
  switch (name) {
    case "_==_":
    case "_!=_":
      return sum(args.map((arg) => weightOf(arg, enough)));
    case "@in": {
      const [value = null, values = null] = args;
      return isCelMap(values) ? (typeof value === "string" ? 1 : values.size) : weightOf(values, enough);
    }
    default:
      return sum(args.map((arg) => (isCelList(arg) || isCelMap(arg) ? 1 : weightOf(arg, enough))));
  }
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

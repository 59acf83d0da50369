import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { DiagnosticCode } from "../diagnostics/codes.js";
import { isExact } from "./exact-number.js";
import { mostErrors } from "./tokens.js";
import type { SourceText } from "./source-text.js";
import type { Container, Place, Places } from "./sources.js";

export interface ConversionLimits {
  /** Collections within one another, aliases unfolded. */
  readonly depth: number;
  /** Values that all aliases together may unfold to. */
  readonly aliased: number;
}

export interface ConversionOptions extends ConversionLimits {
  /** `exact`: a number that a double cannot keep is a problem. `as-given`: it is rounded, and one that is not finite becomes its text. */
  readonly numbers: "exact" | "as-given";
}

export interface ConversionProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly help?: string;
  readonly node: Node;
  /** A text to put in the node's place. */
  readonly replacement?: string;
}

/** Thrown and caught here only: nothing after it would tell the author more. */
class Stop extends Error {}

/**
 * The JSON data of a YAML tree: own properties only (`__proto__` too), the first of keys that stand twice, aliases as
 * copies, so that each container has one place. `data` is undefined where conversion had to stop.
 */
export const plainData = (
  root: Node,
  source: SourceText,
  options: ConversionOptions,
): { data: unknown; places: Places; problems: readonly ConversionProblem[] } => {
  const places = new WeakMap<Container, Place>();
  const problems: ConversionProblem[] = [];
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const open = new Set<Node>();
  let aliased = 0;

  const stop = (problem: ConversionProblem): never => {
    problems.push(problem);
    throw new Stop();
  };

  const report = (problem: ConversionProblem): void => {
    if (problems.length >= mostErrors) stop(problem);
    problems.push(problem);
  };

  const convert = (node: Node, depth: number, at: Node | undefined): unknown => {
    if (at !== undefined && (aliased += 1) > options.aliased) {
      stop({
        code: "too-many-aliases",
        message: `the aliases unfold to more than ${options.aliased} values`,
        help: "write the values out",
        node: at,
      });
    }
    if (isAlias(node)) return convertAlias(node, depth, at);
    if (at === undefined && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isScalar(node)) return convertScalar(node);
    if (depth >= options.depth) {
      const message = `the data is nested more than ${options.depth} deep`;
      stop({ code: "too-deep", message, help: "write fewer levels", node: at ?? node });
    }
    open.add(node);
    const container = isMap(node)
      ? convertMap(node as YAMLMap<Node, Node | null>, depth, at)
      : (node as YAMLSeq<Node>).items.map((item) => convert(item, depth + 1, at));
    open.delete(node);
    if (isMap(node) || isSeq(node)) places.set(container, { source, node });
    return container;
  };

  const convertAlias = (alias: Alias, depth: number, at: Node | undefined): unknown => {
    // A copy's aliases mean what they meant where the copy was taken.
    const target = targets.get(alias) ?? anchors.get(alias.source);
    if (target === undefined) {
      report({
        code: "yaml-syntax",
        message: `there is no anchor \`&${alias.source}\` before the alias \`*${alias.source}\``,
        help: "a text that starts with `*` must be in quotes",
        node: alias,
        replacement: JSON.stringify(`*${alias.source}`),
      });
      return null;
    }
    targets.set(alias, target);
    if (open.has(target))
      stop({
        code: "too-many-aliases",
        message: `the alias \`*${alias.source}\` contains itself`,
        help: "write the values out",
        node: at ?? alias,
      });
    return convert(target, depth, at ?? alias);
  };

  const convertMap = (map: YAMLMap<Node, Node | null>, depth: number, at: Node | undefined): object => {
    const data: Record<string, unknown> = {};
    for (const pair of map.items) {
      const key = convertKey(pair.key);
      const value = pair.value === null ? null : convert(pair.value, depth + 1, at);
      if (key === undefined) continue;
      if (Object.hasOwn(data, key)) {
        report({
          code: "duplicate-key",
          message: `\`${key}\` stands twice in this mapping`,
          help: "keep one of the two",
          node: pair.key,
        });
        continue;
      }
      // A plain assignment to it would change the object's prototype.
      if (key === "__proto__") Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
      else data[key] = value;
    }
    return data;
  };

  const convertKey = (key: Node): string | undefined => {
    if (isScalar(key) && typeof key.value === "string") return checkedText(key.value, key);
    const written = isScalar(key) ? source.text.slice(key.range?.[0], key.range?.[1]) : "";
    report(
      written === ""
        ? { code: "wrong-type", message: "a key must be a text", node: key }
        : {
            code: "wrong-type",
            message: `a key must be a text, and \`${written}\` without quotes is none`,
            help: "put it in quotes",
            node: key,
            replacement: JSON.stringify(written),
          },
    );
    return undefined;
  };

  /** Half of a character can stand in a text as an escape; no digest could tell it from another half. */
  const checkedText = (text: string, node: Node): string => {
    if (/\p{Surrogate}/u.test(text))
      report({ code: "yaml-syntax", message: "the text holds half of a surrogate pair, which is no character", node });
    return text;
  };

  const convertScalar = (scalar: Scalar): unknown => {
    const { value } = scalar;
    if (typeof value === "string") return checkedText(value, scalar);
    if (typeof value !== "number") return value;
    if (options.numbers === "as-given") return Number.isFinite(value) ? value : String(value);
    if (!Number.isFinite(value)) {
      report({
        code: "wrong-value",
        message: `\`${scalar.source}\` is not a finite number`,
        help: "leave the key out if there is no bound",
        node: scalar,
      });
    } else if (!isExact(scalar.source ?? "", value)) {
      report({
        code: "wrong-value",
        message: `the number \`${scalar.source}\` cannot be kept: it would become \`${value}\``,
        help: "write it with fewer digits",
        node: scalar,
      });
    }
    return value;
  };

  try {
    return { data: convert(root, 0, undefined), places, problems };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { data: undefined, places, problems };
  }
};

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

import { parse } from "@bufbuild/cel";

/** A node of a parsed CEL expression, macros unfolded. */
export type Node = ReturnType<typeof parse>["expr"];

export interface Syntax {
  readonly root: Node;
  /** In UTF-16 code units from the beginning of the source. */
  offsetOf(node: Node): number;
}

/** Why a source is no expression, and where. */
export interface ExpressionError {
  readonly error: string;
  readonly help?: string;
  /** What was most likely meant at `offset`. */
  readonly meant?: string;
  /** In UTF-16 code units from the beginning of the source. */
  readonly offset?: number;
  readonly length?: number;
}

const maxLength = 2000;
/** Far below what any host's stack holds, so that the same sources are refused everywhere. */
const maxDepth = 200;

export const readSyntax = (source: string): Syntax | ExpressionError => {
  if (source.length > maxLength)
    return { error: `the expression is longer than ${maxLength} characters`, help: "make several gates of it" };
  const openings = source.match(/[([{?]/g) ?? [];
  if (openings.length > maxDepth) return tooDeep;
  try {
    const { expr: root, sourceInfo } = parse(source);
    if (depthOf(root) > maxDepth) return tooDeep;
    return { root, offsetOf: ({ id }) => sourceInfo?.positions[id.toString()] ?? 0 };
  } catch (error) {
    return syntaxError(source, error);
  }
};

const tooDeep: ExpressionError = { error: `the expression is nested more than ${maxDepth} deep`, help: "make several gates of it" };

const syntaxError = (source: string, thrown: unknown): ExpressionError => {
  const offset = (thrown as { readonly location?: { readonly start: { readonly offset: number } } }).location?.start.offset;
  if (offset === undefined) return { error: thrown instanceof Error ? thrown.message : String(thrown) };
  const [rest] = source.slice(offset).split(/\r?\n/);
  const error = source.slice(offset).trim() === "" ? "the expression ends too early" : `the expression cannot be read from \`${rest}\` on`;
  return {
    error,
    help: "write a CEL expression, such as `candidate.metrics.auc > 0.9`",
    offset,
    length: Math.max(0, source.length - offset),
  };
};

export const childrenOf = ({ exprKind: kind }: Node): readonly Node[] => {
  switch (kind.case) {
    case "selectExpr":
      return present(kind.value.operand);
    case "callExpr":
      return present(kind.value.target, ...kind.value.args);
    case "listExpr":
      return kind.value.elements;
    case "structExpr":
      return kind.value.entries.flatMap(({ keyKind, value }) => present(keyKind.case === "mapKey" ? keyKind.value : undefined, value));
    case "comprehensionExpr":
      return present(kind.value.iterRange, kind.value.accuInit, kind.value.loopCondition, kind.value.loopStep, kind.value.result);
    case "identExpr":
    case "constExpr":
    case undefined:
      return [];
  }
};

const present = (...nodes: readonly (Node | undefined)[]): readonly Node[] => nodes.filter((node) => node !== undefined);

const depthOf = (node: Node): number => 1 + Math.max(0, ...childrenOf(node).map(depthOf));

import { iterate } from "./functions.js";
import { childrenOf, type Node } from "./syntax.js";

/**
 * Makes every loop pay before it runs: for each value that it runs over, the nodes of its body. A loop inside the body
 * pays for itself. Changes the tree, which nobody else has seen.
 */
export const boundLoops = (node: Node): void => {
  childrenOf(node).forEach(boundLoops);
  if (node.exprKind.case !== "comprehensionExpr") return;
  const loop = node.exprKind.value;
  const { iterRange: range, loopCondition, loopStep } = loop;
  const nodes = [loopCondition, loopStep].reduce((total, one) => total + (one === undefined ? 0 : nodesOf(one)), 1);
  if (range !== undefined) loop.iterRange = call(range, iterate, [range, int(range, BigInt(nodes))]);
};

/** Without the bodies of the loops in it. */
const nodesOf = (node: Node): number => {
  const { exprKind: kind } = node;
  const counted = kind.case === "comprehensionExpr" ? [kind.value.iterRange, kind.value.accuInit, kind.value.result] : childrenOf(node);
  return counted.reduce((total, child) => total + (child === undefined ? 0 : nodesOf(child)), 1);
};

const call = ({ id }: Node, name: string, args: Node[]): Node => ({
  $typeName: "cel.expr.Expr",
  id,
  exprKind: { case: "callExpr", value: { $typeName: "cel.expr.Expr.Call", function: name, args } },
});

const int = ({ id }: Node, value: bigint): Node => {
  const constantKind = { case: "int64Value", value } as const;
  return { $typeName: "cel.expr.Expr", id, exprKind: { case: "constExpr", value: { $typeName: "cel.expr.Constant", constantKind } } };
};

import { isAlias, isPair, isScalar, Scalar, type Node, type YAMLMap, type YAMLSeq } from "yaml";

export const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Where a node's own text ends, without the comments and blank lines after it. */
export const endOf = (node: Node, text: string): number => {
  const end = node.range?.[1] ?? 0;
  if (isAlias(node)) return end;
  if (isScalar(node))
    return node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED ? withoutBlanks(text, startOf(node), end) : end;
  const collection = node as YAMLMap<Node, Node | null> | YAMLSeq<Node>;
  if (collection.flow === true) return end;
  const last = collection.items.at(-1);
  if (last === undefined) return end;
  if (!isPair<Node, Node | null>(last)) return Math.max(endOf(last, text), startOf(node) + 1);
  return Math.max(endOf(last.key, text), last.value ? endOf(last.value, text) : 0);
};

export const withoutBlanks = (text: string, start: number, end: number): number => {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? "")) at -= 1;
  return at;
};

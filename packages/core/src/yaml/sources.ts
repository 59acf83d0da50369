import { isAlias, isMap, isPair, isScalar, Scalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { SourceRange } from "../diagnostics/diagnostic.js";
import type { SourceText } from "./source-text.js";

/** A mapping or list as it was read from a document; its identity leads back to its place in the text. */
export type Container = object;

/** Where the data of one or several documents stands in their texts. */
export interface Sources {
  /**
   * The range of a container, or of the key or value that it has under `key`. Default for a `key`: the value where it
   * stands on one line, else the key, or the first line of a list's item.
   * A key that is not there gives the range of the container's first line.
   */
  locate(container: Container, key?: string | number, part?: "key" | "value"): SourceRange;
}

/** Where a container stands. */
export interface Place {
  readonly source: SourceText;
  readonly node: YAMLMap | YAMLSeq;
}

/** The places of the containers of one or several documents. */
export type Places = Pick<WeakMap<Container, Place>, "get" | "set">;

export const sourcesOf = (places: readonly Pick<Places, "get">[]): Sources => {
  const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair<Node, Node | null>>>();
  const pairOf = (map: YAMLMap, key: string) => {
    const known = pairs.get(map) ?? new Map(mapEntries(map));
    pairs.set(map, known);
    return known.get(key);
  };
  const nodesOf = (node: YAMLMap | YAMLSeq, key: string | number): { key?: Node; value?: Node } => {
    if (isMap(node)) {
      const pair = pairOf(node, String(key));
      return { ...(pair && { key: pair.key }), ...(pair?.value && { value: pair.value }) };
    }
    const item = node.items[Number(key)];
    return isNode(item) ? { value: item } : {};
  };
  return {
    locate(container, key, part) {
      const place = places.map((one) => one.get(container)).find((one) => one !== undefined);
      if (place === undefined) throw new TypeError("a container can be located only in the documents that it was read from");
      const { source, node } = place;
      const range = (of: Node) => source.rangeOf(startOf(of), endOf(of, source.text));
      const firstLine = (of: Node): SourceRange => {
        const newline = source.text.indexOf("\n", startOf(of));
        const lineEnd = newline < 0 ? source.text.length : newline;
        return source.rangeOf(startOf(of), Math.min(endOf(of, source.text), withoutBlanks(source.text, startOf(of), lineEnd)));
      };
      if (key === undefined) return range(node);
      const found = nodesOf(node, key);
      const value = found.value && range(found.value);
      if (found.key !== undefined && (part === "key" || value === undefined || value.start.offset === value.end.offset)) return range(found.key);
      if (found.value === undefined || value === undefined) return firstLine(node);
      if (part === "value" || value.start.line === value.end.line) return value;
      return found.key === undefined ? firstLine(found.value) : range(found.key);
    },
  };
};

/** Of keys that stand twice the first counts, as it does for the data. */
const mapEntries = (map: YAMLMap): [string, Pair<Node, Node | null>][] =>
  (map.items as Pair<Node, Node | null>[]).flatMap((pair): [string, typeof pair][] => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])).reverse();

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !isPair(value);

const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Where a node's own text ends, without the comments and blank lines after it. */
const endOf = (node: Node, text: string): number => {
  const end = node.range?.[1] ?? 0;
  if (isAlias(node)) return end;
  if (isScalar(node)) return node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED ? withoutBlanks(text, startOf(node), end) : end;
  const collection = node as YAMLMap<Node, Node | null> | YAMLSeq<Node>;
  if (collection.flow === true) return end;
  const last = collection.items.at(-1);
  if (last === undefined) return end;
  if (!isPair<Node, Node | null>(last)) return Math.max(endOf(last, text), startOf(node) + 1);
  return Math.max(endOf(last.key, text), last.value ? endOf(last.value, text) : 0);
};

const withoutBlanks = (text: string, start: number, end: number): number => {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? "")) at -= 1;
  return at;
};

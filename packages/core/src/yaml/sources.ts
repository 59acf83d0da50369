import { isMap, isPair, isScalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { SourceRange } from "../diagnostics/diagnostic.js";
import { endOf, startOf, withoutBlanks } from "./ranges.js";
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
  /** The text and the node that a container was read from; undefined where it was not. */
  placeOf(container: Container): Place | undefined;
}

/** Where a container stands. */
export interface Place {
  readonly source: SourceText;
  readonly node: YAMLMap | YAMLSeq;
  /** Where else its keys stand: a mapping of a derived policy has those of its base too. */
  readonly base?: Place;
}

/** The places of the containers of a document. */
export interface Places {
  get(container: Container): Place | undefined;
}

export const sourcesOf = (places: readonly Places[]): Sources => {
  const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair<Node, Node | null>>>();
  const pairOf = (map: YAMLMap, key: string) => {
    const known = pairs.get(map) ?? new Map(mapEntries(map));
    pairs.set(map, known);
    return known.get(key);
  };
  const find = (place: Place, key: string | number): { place: Place; key?: Node; value?: Node } => {
    const { node } = place;
    const pair = isMap(node) ? pairOf(node, String(key)) : undefined;
    if (pair !== undefined) return { place, key: pair.key, ...(pair.value && { value: pair.value }) };
    const item = isMap(node) ? undefined : node.items[Number(key)];
    if (isNode(item)) return { place, value: item };
    const inherited = place.base && find(place.base, key);
    return inherited?.value === undefined && inherited?.key === undefined ? { place } : inherited;
  };
  const placeOf = (container: Container): Place | undefined => {
    for (const one of places) {
      const place = one.get(container);
      if (place !== undefined) return place;
    }
    return undefined;
  };
  return {
    placeOf,
    locate(container, key, part) {
      const home = placeOf(container);
      if (home === undefined) throw new TypeError("a container can be located only in the documents that it was read from");
      if (key === undefined) return rangeOf(home, home.node);
      const found = find(home, key);
      const value = found.value && rangeOf(found.place, found.value);
      if (found.key !== undefined && (part === "key" || value === undefined || value.start.offset === value.end.offset))
        return rangeOf(found.place, found.key);
      if (found.value === undefined || value === undefined) return firstLine(home, home.node);
      if (part === "value" || value.start.line === value.end.line) return value;
      return found.key === undefined ? firstLine(found.place, found.value) : rangeOf(found.place, found.key);
    },
  };
};

const rangeOf = ({ source }: Place, node: Node): SourceRange => source.rangeOf(startOf(node), endOf(node, source.text));

const firstLine = ({ source }: Place, node: Node): SourceRange => {
  const newline = source.text.indexOf("\n", startOf(node));
  const lineEnd = withoutBlanks(source.text, startOf(node), newline < 0 ? source.text.length : newline);
  return source.rangeOf(startOf(node), Math.min(endOf(node, source.text), lineEnd));
};

/** Of keys that stand twice the first counts, as it does for the data. */
const mapEntries = (map: YAMLMap): [string, Pair<Node, Node | null>][] =>
  (map.items as Pair<Node, Node | null>[])
    .flatMap((pair): [string, typeof pair][] => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : []))
    .reverse();

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !isPair(value);

import { isMap, type Node, type Pair, type YAMLMap } from "yaml";
import type { Fix } from "../diagnostics/diagnostic.js";
import { endOf, startOf } from "./ranges.js";
import type { Container, Sources } from "./sources.js";

/** Takes a key and its value out of a mapping; undefined where that would leave nothing that can be written. */
export const removal = (sources: Sources, container: Container, key: string, title: string): Fix | undefined => {
  const place = sources.placeOf(container);
  if (place === undefined || !isMap(place.node)) return undefined;
  const { source, node } = place;
  const { text } = source;
  const pairs = (node as YAMLMap<Node, Node | null>).items;
  const index = pairs.findIndex((pair) => "value" in pair.key && pair.key.value === key);
  const pair = pairs[index];
  if (pair === undefined) return undefined;
  const start = startOf(pair.key);
  const next = pairs[index + 1];
  if (node.flow !== true) {
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    if (text.slice(lineStart, start).trim() === "" && pairs.length > 1) {
      const newline = text.indexOf("\n", endOfPair(pair, text));
      return { title, range: source.rangeOf(lineStart, newline < 0 ? text.length : newline + 1), text: "" };
    }
  }
  if (next !== undefined) return { title, range: source.rangeOf(start, startOf(next.key)), text: "" };
  const before = pairs[index - 1];
  return node.flow === true && before !== undefined
    ? { title, range: source.rangeOf(endOfPair(before, text), endOfPair(pair, text)), text: "" }
    : undefined;
};

/** Puts a key and its value, as written, before the others of a mapping. */
export const insertion = (sources: Sources, container: Container, written: string, title: string): Fix | undefined => {
  const place = sources.placeOf(container);
  if (place === undefined) return undefined;
  const { source, node } = place;
  const start = startOf(node);
  if (node.flow === true)
    return { title, range: source.rangeOf(start + 1, start + 1), text: `${source.text[start + 1] === " " ? " " : ""}${written},` };
  const { column } = source.positionAt(start);
  return { title, range: source.rangeOf(start, start), text: `${written}\n${" ".repeat(column - 1)}` };
};

const endOfPair = (pair: Pair<Node, Node | null>, text: string): number =>
  Math.max(endOf(pair.key, text), pair.value ? endOf(pair.value, text) : 0);

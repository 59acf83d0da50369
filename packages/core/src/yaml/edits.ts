import { isMap, isPair, isScalar, type Node, type Pair } from "yaml";
import type { Fix } from "../diagnostics/diagnostic.js";
import { endOf, startOf } from "./ranges.js";
import type { SourceText } from "./source-text.js";
import type { Container, Place, Sources } from "./sources.js";

/** Takes an entry out of a mapping or list; undefined where it is the only one, because an empty one mostly may not stand there. */
export const removal = (sources: Sources, container: Container, key: string | number, title: string): Fix | undefined => {
  const place = sources.placeOf(container);
  if (place === undefined) return undefined;
  const { node } = place;
  return removalAt(place, isMap(node) ? node.items.findIndex((pair) => keyOf(pair) === key) : Number(key), title);
};

/** Takes out the entry at an index. */
export const removalAt = (place: Place, index: number, title: string): Fix | undefined => {
  const [before, entry, next] = [entryAt(place, index - 1), entryAt(place, index), entryAt(place, index + 1)];
  if (entry === undefined || place.node.items.length === 1) return undefined;
  const { source, node } = place;
  if (node.flow !== true && startsLine(source.text, entry.start))
    return { title, range: source.rangeOf(...linesOf(source, entry)), text: "" };
  if (next !== undefined) return { title, range: source.rangeOf(entry.start, next.start), text: "" };
  // In a block, what comes last stands on a line of its own.
  return before === undefined ? undefined : { title, range: source.rangeOf(before.end, entry.end), text: "" };
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

interface Entry {
  readonly start: number;
  readonly end: number;
}

const entryAt = ({ source: { text }, node }: Place, index: number): Entry | undefined => {
  const item = (node.items as (Node | Pair<Node, Node | null>)[])[index];
  if (item === undefined) return undefined;
  const [first, last] = isPair(item) ? [item.key, item.value] : [item, item];
  if (isMap(node)) return { start: startOf(first), end: Math.max(endOf(first, text), last ? endOf(last, text) : 0) };
  const start = startOf(first);
  return { start: node.flow === true ? start : text.lastIndexOf("-", start - 1), end: isPair(item) ? start : endOf(item, text) };
};

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : "");

const startsLine = (text: string, at: number): boolean => text.slice(text.lastIndexOf("\n", at - 1) + 1, at).trim() === "";

const linesOf = ({ text }: SourceText, { start, end }: Entry): [number, number] => {
  const newline = text.indexOf("\n", end);
  return [text.lastIndexOf("\n", start - 1) + 1, newline < 0 ? text.length : newline + 1];
};

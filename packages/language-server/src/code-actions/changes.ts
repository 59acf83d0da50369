import { removalAt } from "@muster/core/editor";
import { isMap, parse, type Node } from "yaml";
import type { Document } from "../documents/document.js";
import { spanOf } from "../documents/ranges.js";
import { isContainer, type Container, type Entry } from "../documents/tree.js";
import type { Change } from "./repair.js";
import { indentOf, lineEndAt, newlineOf } from "../documents/lines.js";

export const replacing = (document: Document, node: Node, text: string): Change => ({ span: spanOf(node, document), text });

/** Takes an entry out of its mapping or list; undefined where it is the only one. */
export const removing = ({ yaml }: Document, container: Container, entry: Entry | Node): Change | undefined => {
  const items: readonly unknown[] = container.items;
  const fix = removalAt({ source: yaml.source, node: container }, items.indexOf(entry), "");
  return fix && { span: { start: fix.range.start.offset, end: fix.range.end.offset }, text: fix.text };
};

/** Puts a key with its value, as written, after an entry of a mapping; default: after the last one. */
export const adding = (document: Document, container: Container, key: string, written: string, after?: Entry): Change | undefined => {
  const { text } = document.yaml.source;
  const entry = after ?? (isMap<Node, Node | null>(container) ? container.items.at(-1) : undefined);
  if (entry === undefined) return undefined;
  const end = Math.max(spanOf(entry.key, document).end, entry.value === null ? 0 : spanOf(entry.value, document).end);
  const line = lineOf(key, written, text.charAt(spanOf(entry.key, document).start) === '"');
  if (container.flow === true) return { span: { start: end, end }, text: `, ${line}` };
  const lineEnd = lineEndAt(text, end);
  return { span: { start: lineEnd, end: lineEnd }, text: `${newlineOf(text)}${indentOf(text, spanOf(entry.key, document).start)}${line}` };
};

/** Puts a key with its value, as written, before the entries of a mapping. */
export const addingFirst = (document: Document, container: Container, key: string, written: string): Change | undefined => {
  const [entry] = isMap<Node, Node | null>(container) ? container.items : [];
  if (entry === undefined) return undefined;
  const { text } = document.yaml.source;
  const { start } = spanOf(entry.key, document);
  const line = lineOf(key, written, text.charAt(start) === '"');
  const between = container.flow === true ? ", " : `${newlineOf(text)}${indentOf(text, start)}`;
  return { span: { start, end: start }, text: `${line}${between}` };
};

const lineOf = (key: string, written: string, isQuoted: boolean): string =>
  isQuoted ? `${JSON.stringify(key)}: ${JSON.stringify(parse(written))}` : `${key}:${written.startsWith("\n") ? "" : " "}${written}`;

export const isBlock = (node: unknown): node is Container => isContainer(node) && node.flow !== true;

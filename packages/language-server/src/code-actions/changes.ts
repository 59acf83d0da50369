import { removalAt } from "@muster/core/editor";
import { isMap, type Node } from "yaml";
import type { Document } from "../documents/document.js";
import { spanOf } from "../documents/ranges.js";
import { isContainer, type Container, type Entry } from "../documents/tree.js";
import type { Change } from "./repair.js";

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
  const isQuoted = text.charAt(spanOf(entry.key, document).start) === '"';
  const line = `${isQuoted ? JSON.stringify(key) : key}: ${written}`;
  if (container.flow === true) return { span: { start: end, end }, text: `, ${line}` };
  const lineEnd = lineEndAt(text, end);
  return { span: { start: lineEnd, end: lineEnd }, text: `${newlineOf(text)}${indentOf(text, spanOf(entry.key, document).start)}${line}` };
};

/** The blanks under which what stands at an offset is in line. */
export const indentOf = (text: string, at: number): string => " ".repeat(at - (text.lastIndexOf("\n", at - 1) + 1));

export const newlineOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

export const lineEndAt = (text: string, at: number): number => {
  const found = text.slice(at).search(/\r?\n|$/);
  return at + Math.max(0, found);
};

export const isBlock = (node: unknown): node is Container => isContainer(node) && node.flow !== true;

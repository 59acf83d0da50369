import type { SourceRange } from "@muster/core";
import { endOf, startOf } from "@muster/core/editor";
import type { Range } from "vscode-languageserver-types";
import type { Node } from "yaml";
import type { Document } from "./document.js";

/** Offsets in UTF-16 code units; the end is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const spanOf = (node: Node, { yaml }: Document): Span => ({ start: startOf(node), end: endOf(node, yaml.source.text) });

export const rangeOf = ({ text }: Document, { start, end }: Span): Range => ({ start: text.positionAt(start), end: text.positionAt(end) });

export const rangeOfSource = (document: Document, { start, end }: SourceRange): Range =>
  rangeOf(document, { start: start.offset, end: end.offset });

/** Whether two spans share a place; an empty one shares the place that it stands at. */
export const touches = (one: Span, other: Span): boolean => one.start <= other.end && other.start <= one.end;

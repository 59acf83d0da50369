import { startOf } from "@muster/core/editor";
import { isMap, isPair, isScalar, isSeq, type Node } from "yaml";
import type { Position, SelectionRange } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";
import { rangeOf, spanOf, type Span } from "../documents/ranges.js";
import type { Entry } from "../documents/tree.js";

/** For each position what is selected by growing the selection step by step: word, value, entry, mapping, and so on. */
export const selectionRanges = (document: Document, positions: readonly Position[]): SelectionRange[] =>
  positions.map((position) => {
    const offset = document.text.offsetAt(position);
    const all = { start: 0, end: document.yaml.source.text.length };
    return spansAt(document.yaml.root, offset, document)
      .concat({ start: offset, end: offset })
      .reduce<Selected>((selected, span) => grown(selected, span, document), { span: all, range: { range: rangeOf(document, all) } }).range;
  });

interface Selected {
  readonly span: Span;
  readonly range: SelectionRange;
}

/** One step further in; where a broken text has its parts overlap, the step is left out. */
const grown = (selected: Selected, span: Span, document: Document): Selected => {
  const { start, end } = selected.span;
  const isInside = start <= span.start && span.end <= end && (start !== span.start || end !== span.end);
  return isInside ? { span, range: { range: rangeOf(document, span), parent: selected.range } } : selected;
};

/** From the outermost to the innermost. */
const spansAt = (node: unknown, offset: number, document: Document): readonly Span[] => {
  if (!isMap<Node, Node | null>(node) && !isSeq<Node | Entry>(node) && !isScalar(node)) return [];
  const span = spanOf(node, document);
  if (offset < span.start || span.end < offset) return [];
  if (isScalar(node)) return [span];
  for (const item of node.items as readonly (Node | Entry)[]) {
    const inner = isPair<Node, Node | null>(item) ? entrySpans(item, offset, document) : spansAt(item, offset, document);
    if (inner.length > 0) return [span, ...inner];
  }
  return [span];
};

const entrySpans = ({ key, value }: Entry, offset: number, document: Document): readonly Span[] => {
  const start = startOf(key);
  const end = value === null ? spanOf(key, document).end : Math.max(spanOf(key, document).end, spanOf(value, document).end);
  if (offset < start || end < offset) return [];
  const inner = spansAt(key, offset, document);
  return [{ start, end }, ...(inner.length > 0 ? inner : spansAt(value, offset, document))];
};

import { FoldingRangeKind, type FoldingRange } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";
import { rangeOf, spanOf, type Span } from "../documents/ranges.js";
import { entriesOf, itemsOf } from "../documents/tree.js";

/** Stages, gates, groups, whatever else spans lines, and blocks of comments. */
export const foldingRanges = (document: Document): FoldingRange[] => [...containers(document.yaml.root, document), ...comments(document)];

const containers = (node: unknown, document: Document): readonly FoldingRange[] => [
  ...entriesOf(node).flatMap(({ key, value }) => {
    const start = spanOf(key, document).start;
    return value === null ? [] : [...lines({ start, end: spanOf(value, document).end }, document), ...containers(value, document)];
  }),
  ...itemsOf(node).flatMap((item) => [...lines(spanOf(item, document), document), ...containers(item, document)]),
];

const lines = (span: Span, document: Document): readonly FoldingRange[] => {
  const { start, end } = rangeOf(document, span);
  return start.line < end.line ? [{ startLine: start.line, endLine: end.line }] : [];
};

/** Comments on lines that follow one another. */
const comments = ({ yaml }: Document): readonly FoldingRange[] => {
  const alone = new Set(
    yaml.comments.flatMap(({ offset }) => {
      const { line, column } = yaml.source.positionAt(offset);
      return yaml.source.text.slice(offset - column + 1, offset).trim() === "" ? [line - 1] : [];
    }),
  );
  return [...alone]
    .filter((line) => !alone.has(line - 1))
    .flatMap((startLine) => {
      let endLine = startLine;
      while (alone.has(endLine + 1)) endLine += 1;
      return endLine > startLine ? [{ startLine, endLine, kind: FoldingRangeKind.Comment }] : [];
    });
};

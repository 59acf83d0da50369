import { readDocument } from "@muster/core/editor";
import type { Scalar } from "yaml";
import type { Document } from "../documents/document.js";
import { spanOf, type Span } from "../documents/ranges.js";
import { spotAt, type Spot } from "../documents/spot.js";
import { lineEndAt, lineStartAt } from "../documents/lines.js";

/** Where something is to be completed. */
export interface Place {
  readonly original: Document;
  /** As it is once a word stands there. */
  readonly document: Document;
  readonly spot: Spot;
  /** What the completion takes the place of, in the text as it is. */
  readonly span: Span;
  /** A blank that has to come before it. */
  readonly gap: string;
  /** The quote that the word stands in. */
  readonly quote: '"' | "'" | "";
  /** Whether a colon follows already. */
  readonly hasColon: boolean;
  /** The column of the word, from 0. */
  readonly column: number;
  /** Whether nothing but blanks and dashes stands before it on its line. */
  readonly isFirst: boolean;
}

/** Where the completion at an offset goes; undefined inside of a comment or a text of several lines. */
export const placeAt = (document: Document, offset: number): Place | undefined => {
  const { comments, source } = document.yaml;
  const { text } = source;
  if (comments.some((comment) => comment.offset < offset && offset <= comment.offset + comment.text.length)) return undefined;
  const before = /(?!-+$)[\w.@/-]*$/.exec(text.slice(lineStartAt(text, offset), offset))?.[0] ?? "";
  const after = /^[\w.@/-]*/.exec(text.slice(offset, lineEndAt(text, offset)))?.[0] ?? "";
  const word = { start: offset - before.length, end: offset + after.length };
  // After a colon or a dash a value stands only with a blank in between.
  const gap = before === "" && /(:|^[\s-]*-)$/.test(text.slice(lineStartAt(text, offset), offset)) ? " " : "";
  for (const read of [() => document, () => withWord(document, word, gap, ""), () => withWord(document, word, gap, ":")]) {
    const patched = read();
    const spot = spotAt(patched, patched === document ? offset : offset + gap.length);
    if (!isOnOneLine(spot.scalar, patched)) continue;
    const span = patched === document ? spanOf(spot.scalar, document) : word;
    const [first, lineStart] = [text.charAt(span.start), lineStartAt(text, span.start)];
    return {
      original: document,
      document: patched,
      spot,
      span,
      gap,
      quote: patched === document && (first === '"' || first === "'") ? first : "",
      hasColon: /^[ \t]*:/.test(text.slice(span.end)),
      column: span.start + gap.length - lineStart,
      isFirst: /^[\s-]*$/.test(text.slice(lineStart, span.start)),
    };
  }
  return undefined;
};

const isOnOneLine = (scalar: Scalar | undefined, document: Document): scalar is Scalar => {
  if (scalar === undefined) return false;
  const { start, end } = spanOf(scalar, document);
  return start < end && !document.yaml.source.text.slice(start, end).includes("\n");
};

/** The document as it would be with a word there, and with a colon after it: on a line above others a word may need one to be a key. */
const withWord = (document: Document, { start, end }: Span, gap: string, colon: string): Document => {
  const { compose, yaml } = document;
  const { file, text } = yaml.source;
  const changed = `${text.slice(0, end)}${start === end ? `${gap}x` : ""}${colon}${text.slice(end)}`;
  return {
    ...document,
    yaml: readDocument(file, changed, { maxLength: changed.length, numbers: "as-given", ...(compose && { compose }) }),
  };
};

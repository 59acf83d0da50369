import { readDocument } from "@muster/core/editor";
import { isScalar } from "yaml";
import type { Document } from "../documents/document.js";
import { spanOf, type Span } from "../documents/ranges.js";
import { spotAt, type Spot } from "../documents/spot.js";

/** Where something is to be completed. */
export interface Place {
  /** As it is once a word stands there. */
  readonly document: Document;
  readonly spot: Spot;
  /** What the completion takes the place of, in the text as it is. */
  readonly span: Span;
  /** The quote that the word stands in. */
  readonly quote: '"' | "'" | "";
  /** Whether a colon follows already. */
  readonly hasColon: boolean;
  /** The column of the word, from 0. */
  readonly column: number;
  /** Whether nothing but blanks and dashes stands before it on its line. */
  readonly isFirst: boolean;
}

const placeholder = "x";

/** Where the completion at an offset goes; undefined inside of a comment or a text of several lines. */
export const placeAt = (document: Document, offset: number): Place | undefined => {
  const { text } = document.yaml.source;
  const isInComment = document.yaml.comments.some((comment) => comment.offset < offset && offset <= comment.offset + comment.text.length);
  if (isInComment) return undefined;
  const written = spotAt(document, offset);
  const isThere = isScalar(written.scalar) && written.scalar.source !== "" && document.yaml.tree !== undefined;
  const at = isThere ? { document, spot: written } : withWord(document, offset);
  const { scalar } = at.spot;
  if (scalar === undefined) return undefined;
  const { start, end } = isThere ? spanOf(scalar, document) : { start: offset, end: offset };
  if (text.slice(start, end).includes("\n")) return undefined;
  const first = text.charAt(start);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  return {
    ...at,
    span: { start, end },
    quote: isThere && (first === '"' || first === "'") ? first : "",
    hasColon: /^[ \t]*:/.test(text.slice(end)),
    column: start - lineStart,
    isFirst: /^[\s-]*$/.test(text.slice(lineStart, start)),
  };
};

/** The document as it would be with a word at the offset. */
const withWord = (document: Document, offset: number): { readonly document: Document; readonly spot: Spot } => {
  const { file, text } = document.yaml.source;
  const changed = `${text.slice(0, offset)}${placeholder}${text.slice(offset)}`;
  const yaml = readDocument(file, changed, { maxLength: changed.length, numbers: "as-given" });
  const patched = { ...document, yaml };
  return { document: patched, spot: spotAt(patched, offset) };
};

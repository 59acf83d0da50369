import type { InlayHint, Range } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import { openingHints } from "./openings.js";
import { thresholdHints } from "./threshold-hints.js";

/** Beside each threshold the candidate's value and margin, beside each schedule its next opening. */
export const inlayHints = (document: Document, range: Range, context: Context): InlayHint[] => {
  if (document.kind !== "policy") return [];
  return [...thresholdHints(document, context), ...openingHints(document, context)].filter(
    ({ position: { line } }) => range.start.line <= line && line <= range.end.line,
  );
};

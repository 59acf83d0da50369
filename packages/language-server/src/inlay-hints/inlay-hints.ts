import type { InlayHint, Range } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** Beside each threshold the candidate's value and margin, beside each schedule its next opening. */
export const inlayHints = (_document: Document, _range: Range, _context: Context): InlayHint[] => [];

import type { CodeAction, CodeActionKind, Range } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

export interface CodeActionRequest {
  readonly range: Range;
  /** Default: all kinds. */
  readonly only?: readonly CodeActionKind[];
}

/** Quick fixes for what is wrong in the range, silencing, and all fixes of the file at once. */
export const codeActions = (_document: Document, _request: CodeActionRequest, _context: Context): CodeAction[] => [];

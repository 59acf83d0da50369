import type { CodeLens } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** Over each stage: the verdict on its candidate, and what can be done about it. */
export const codeLenses = (_document: Document, _context: Context): CodeLens[] => [];

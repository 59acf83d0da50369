import type { Diagnostic } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** What is wrong with a file: by itself, together with the others, and against what the registry has. */
export const diagnose = (_document: Document, _context: Context): Diagnostic[] => [];

import type { CompletionItem, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** What can stand at a position: keys and values of the schemas, names of the policy and of the registry, snippets. */
export const complete = (_document: Document, _position: Position, _context: Context): CompletionItem[] => [];

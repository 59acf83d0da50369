import type { Hover, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** What the key or value at a position means, and what is known of it. */
export const hover = (_document: Document, _position: Position, _context: Context): Hover | undefined => undefined;

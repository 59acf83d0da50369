import type { Location, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** Everywhere the stage, group or gate at a position is named. */
export const references = (
  _document: Document,
  _position: Position,
  _options: { readonly includeDeclaration: boolean },
  _context: Context,
): Location[] => [];

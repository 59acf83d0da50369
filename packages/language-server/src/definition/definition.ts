import type { Location, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** Where the stage, group or gate at a position is defined. */
export const definition = (_document: Document, _position: Position, _context: Context): Location[] => [];

import type { Result } from "@muster/core";
import { success } from "@muster/core";
import type { Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";

/** The name at a position that can be renamed. */
export const prepareRename = (
  _document: Document,
  _position: Position,
  _context: Context,
): { readonly range: Range; readonly placeholder: string } | undefined => undefined;

/** Renames a stage, group or gate wherever it is named. Failure `malformed`: it cannot have that name. */
export const rename = (_document: Document, _position: Position, _name: string, _context: Context): Result<WorkspaceEdit> => success({});

import type { Position, SelectionRange } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";

/** For each position what is selected by growing the selection step by step. */
export const selectionRanges = (_document: Document, positions: readonly Position[]): SelectionRange[] =>
  positions.map((position) => ({ range: { start: position, end: position } }));

import type { FoldingRange } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";

/** Stages, gates, groups and comments. */
export const foldingRanges = (_document: Document): FoldingRange[] => [];

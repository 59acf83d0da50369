import type { FormattingOptions, TextEdit } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";

/** Edits of white space only; none where the text cannot be read. */
export const format = (_document: Document, _options: FormattingOptions): TextEdit[] => [];

import type { TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import { TextDocument } from "vscode-languageserver-textdocument";

/** A text after edits; edits that overlap are an error. */
export const applied = (text: string, edits: readonly TextEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create("", "", 0, text), [...edits]);

export const editsOf = (edit: WorkspaceEdit | undefined, uri: string): readonly TextEdit[] => edit?.changes?.[uri] ?? [];

import { loadPolicy, success } from "@muster/core";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Document, OpenOptions } from "./document.js";

/** Reads a file, with the policies that it extends. Never rejects on what a person wrote. */
export const openDocument = async (text: TextDocument, { gates = [] }: OpenOptions = {}): Promise<Document> => {
  const { uri } = text;
  const parsed = await loadPolicy(uri, async () => success(text.getText()), { gates });
  return { kind: "policy", uri, text, tree: parsed.document.tree, problems: parsed.diagnostics, parsed, gates };
};

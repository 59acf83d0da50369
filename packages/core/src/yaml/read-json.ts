import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { maxDepth, readDocument } from "./document.js";
import { jsonData } from "./json-data.js";

/** The data of a text that is JSON. JSON leaves open what a key that stands twice means: here it is an error. */
export const readJson = (file: string, text: string): { readonly data: unknown; readonly diagnostics: readonly Diagnostic[] } => {
  const fast = jsonData(text, maxDepth);
  if (fast !== undefined) return { data: fast, diagnostics: [] };
  const { data, diagnostics } = readDocument(file, text, { maxLength: text.length, numbers: "as-given" });
  return { data, diagnostics };
};

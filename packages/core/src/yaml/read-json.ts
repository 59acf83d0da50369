import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { maxDepth, readDocument } from "./document.js";
import { needsNoWord, parseJson } from "./json-data.js";

export interface ReadJson {
  readonly data: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

/** The data of a JSON text; undefined where it is no JSON. JSON leaves open what a key that stands twice means: here it is an error. */
export const readJson = (file: string, text: string): ReadJson | undefined => {
  const parsed = parseJson(text);
  if (parsed === undefined) return undefined;
  if (needsNoWord(parsed, text, maxDepth)) return { data: parsed, diagnostics: [] };
  const { data, diagnostics } = readDocument(file, text, { maxLength: text.length, numbers: "as-given" });
  return { data, diagnostics };
};

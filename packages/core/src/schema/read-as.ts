import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { withQuotesKept } from "../diagnostics/fix-quotes.js";
import { sortDiagnostics } from "../diagnostics/sort.js";
import { violationDiagnostics } from "../diagnostics/violations.js";
import { inWords } from "../diagnostics/wording.js";
import type { YamlDocument } from "../yaml/document.js";
import { isMapping } from "../yaml/plain-data.js";
import { sourcesOf } from "../yaml/sources.js";
import type { JsonSchema } from "./compose.js";
import type { Validate } from "./validate.js";

/** What a file's data has to be. */
export interface Form {
  /** Such as `evidence`. */
  readonly name: string;
  readonly schema: JsonSchema;
  readonly validate: Validate;
}

/** The data of a document that has the form of one schema; `value` is absent where it has not. */
export const readAs = <T extends object>(
  { data, places, source, diagnostics }: YamlDocument,
  { name, schema, validate }: Form,
): { readonly value?: T; readonly diagnostics: readonly Diagnostic[] } => {
  if (diagnostics.length > 0) return { diagnostics };
  if (!isMapping(data))
    return { diagnostics: [diagnosticAt(source.firstLine, "wrong-type", `${name} is a mapping, not ${inWords(data)}`)] };
  // The schema is what the type was generated from.
  if (validate(data)) return { value: data as T, diagnostics };
  const found = violationDiagnostics(validate.errors ?? [], { data, schema, sources: sourcesOf([places]) });
  return { diagnostics: sortDiagnostics(found).map((diagnostic) => withQuotesKept(diagnostic, source)) };
};

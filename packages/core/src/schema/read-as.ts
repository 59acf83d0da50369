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
import type { Violation } from "./validate.js";

/** What a file's data has to be. */
export interface Form<T extends object> {
  /** Such as `evidence`. */
  readonly name: string;
  readonly schema: JsonSchema;
  readonly is: (value: unknown) => value is T;
  /** Why the last value that `is` was asked about is none. */
  readonly violations: () => readonly Violation[];
}

/** The data of a document that has the form of one schema; `value` is absent where it has not. */
export const readAs = <T extends object>(
  { data, places, source, diagnostics }: YamlDocument,
  { name, schema, is, violations }: Form<T>,
): { readonly value?: T; readonly diagnostics: readonly Diagnostic[] } => {
  if (diagnostics.length > 0) return { diagnostics };
  if (!isMapping(data))
    return { diagnostics: [diagnosticAt(source.firstLine, "wrong-type", `${name} is a mapping, not ${inWords(data)}`)] };
  if (is(data)) return { value: data, diagnostics };
  const found = violationDiagnostics(violations(), { data, schema, sources: sourcesOf([places]) });
  return { diagnostics: sortDiagnostics(found, source.file).map((diagnostic) => withQuotesKept(diagnostic, source)) };
};

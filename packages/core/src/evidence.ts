import { diagnosticAt } from "./diagnostics/diagnostic-at.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { sortDiagnostics } from "./diagnostics/sort.js";
import { violationDiagnostics } from "./diagnostics/violations.js";
import { inWords } from "./diagnostics/wording.js";
import type { Evidence } from "./generated/evidence.js";
import { validateEvidence } from "./generated/validators.js";
import type { Violation } from "./schema/validate.js";
import { maxDepth, readDocument } from "./yaml/document.js";
import { jsonData } from "./yaml/json-data.js";
import { isMapping } from "./yaml/plain-data.js";
import { sourcesOf } from "./yaml/sources.js";

const maxEvidenceLength = 16 * 1_048_576;

export interface ReadEvidence {
  /** Absent where there is an error. */
  readonly evidence?: Evidence;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file of evidence, JSON or YAML. Never throws on what stands in it. */
export const readEvidence = ({ file, text }: { readonly file: string; readonly text: string }): ReadEvidence => {
  const fast = text.length > maxEvidenceLength ? undefined : jsonData(text, maxDepth);
  if (isEvidence(fast)) return { evidence: fast, diagnostics: [] };
  const { data, places, source, diagnostics } = readDocument(file, text, { maxLength: maxEvidenceLength, numbers: "as-given" });
  if (diagnostics.length > 0) return { diagnostics };
  if (!isMapping(data))
    return { diagnostics: [diagnosticAt(source.firstLine, "wrong-type", `evidence is a mapping, not ${inWords(data)}`)] };
  if (isEvidence(data)) return { evidence: data, diagnostics };
  return {
    diagnostics: sortDiagnostics(violationDiagnostics(validateEvidence.errors ?? [], { data, schema: {}, sources: sourcesOf([places]) })),
  };
};

/** Where data is not evidence, for callers that have no file; none: it is. */
export const checkEvidence = (value: unknown): readonly Violation[] => (validateEvidence(value) ? [] : (validateEvidence.errors ?? []));

const isEvidence = (value: unknown): value is Evidence => validateEvidence(value);

import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { Evidence } from "./generated/evidence.js";
import { evidenceSchema } from "./generated/schemas.js";
import { validateEvidence } from "./generated/validators.js";
import { readAs } from "./schema/read-as.js";
import type { Violation } from "./schema/validate.js";
import { maxDepth, readDocument } from "./yaml/document.js";
import { jsonData } from "./yaml/json-data.js";

/** As much as is read of evidence, and of a file that holds some of it: in characters, or in bytes where it is no text yet. */
export const maxEvidenceLength = 16 * 1_048_576;

export interface ReadEvidence {
  /** Absent where there is an error. */
  readonly evidence?: Evidence;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file of evidence, JSON or YAML. Never throws on what stands in it. */
export const readEvidence = ({ file, text }: { readonly file: string; readonly text: string }): ReadEvidence => {
  const fast = text.length > maxEvidenceLength ? undefined : jsonData(text, maxDepth);
  if (isEvidence(fast)) return { evidence: fast, diagnostics: [] };
  const document = readDocument(file, text, { maxLength: maxEvidenceLength, numbers: "as-given" });
  const { value, diagnostics } = readAs(document, { name: "evidence", schema: evidenceSchema, is: isEvidence, violations });
  return value === undefined ? { diagnostics } : { evidence: value, diagnostics };
};

/** Where data is not evidence, for callers that have no file; none: it is. */
export const checkEvidence = (value: unknown): readonly Violation[] => (isEvidence(value) ? [] : violations());

const isEvidence = (value: unknown): value is Evidence => validateEvidence(value);

const violations = (): readonly Violation[] => validateEvidence.errors ?? [];

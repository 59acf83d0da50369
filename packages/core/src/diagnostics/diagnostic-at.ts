import type { DiagnosticCode } from "./codes.js";
import type { Diagnostic, Fix, Severity, SourceRange } from "./diagnostic.js";

export interface DiagnosticExtras {
  /** Default `error`. */
  readonly severity?: Severity;
  readonly help?: string | undefined;
  /** A text to put in the range's place. */
  readonly replacement?: string | undefined;
  /** Default: the one that `replacement` makes. */
  readonly fixes?: readonly Fix[];
}

export const diagnosticAt = (range: SourceRange, code: DiagnosticCode, message: string, { severity = "error", help, replacement, fixes }: DiagnosticExtras = {}): Diagnostic => {
  const all = fixes ?? (replacement === undefined ? [] : [{ title: `change to \`${replacement}\``, range, text: replacement }]);
  return { code, severity, message, ...(help !== undefined && { help }), range, ...(all.length > 0 && { fixes: all }) };
};

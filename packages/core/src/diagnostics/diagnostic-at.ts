import type { DiagnosticCode } from "./codes.js";
import type { Diagnostic, Fix, Severity, SourceRange } from "./diagnostic.js";

export interface DiagnosticExtras {
  /** Default `error`. */
  readonly severity?: Severity;
  readonly help?: string | undefined;
  /** A text to put in the range's place. */
  readonly replacement?: string | undefined;
  /** Besides the one that `replacement` makes. */
  readonly fix?: Fix | undefined;
}

export const diagnosticAt = (
  range: SourceRange,
  code: DiagnosticCode,
  message: string,
  { severity = "error", help, replacement, fix }: DiagnosticExtras = {},
): Diagnostic => {
  const replace = replacement === undefined ? [] : [{ title: `change to \`${replacement}\``, range, text: replacement }];
  const fixes = [...replace, ...(fix === undefined ? [] : [fix])];
  return { code, severity, message, ...(help !== undefined && { help }), range, ...(fixes.length > 0 && { fixes }) };
};

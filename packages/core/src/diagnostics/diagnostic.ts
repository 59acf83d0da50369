import type { DiagnosticCode } from "./codes.js";

export interface Position {
  /** From 1. */
  readonly line: number;
  /** In UTF-16 code units, from 1. */
  readonly column: number;
  /** In UTF-16 code units from the beginning of the text. */
  readonly offset: number;
}

export interface SourceRange {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A repair that can be applied without a decision of the author's. */
export interface Fix {
  /** What it does, such as "change to `metric`". */
  readonly title: string;
  readonly range: SourceRange;
  readonly text: string;
}

export type Severity = "error" | "warning" | "hint";

/** What is wrong with a file of the user's, and where. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** Lower case, no full stop, the user's own text in backticks. */
  readonly message: string;
  /** What to do next. */
  readonly help?: string;
  readonly range: SourceRange;
  readonly fixes?: readonly Fix[];
}

import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import { pathFrom } from "../documents/addresses.js";
import type { Document } from "../documents/document.js";
import { rangeOfSource } from "../documents/ranges.js";
import { pageOfCode } from "./docs.js";
import type { Problem } from "./problem.js";
import { problemsOf } from "./problems.js";

/** What is wrong with a file: by itself, together with the others, and against what the registry has. */
export const diagnose = (document: Document, context: Context): Diagnostic[] =>
  problemsOf(document, context).map((problem) => toDiagnostic(document, problem));

export const toDiagnostic = (document: Document, { code, severity, message, help, range }: Problem): Diagnostic => ({
  range: rangeOfSource(document, range),
  severity: severities[severity],
  code,
  codeDescription: { href: pageOfCode(code) },
  source: "muster",
  message: withPaths(help === undefined ? message : `${message}\n${help}`, document),
  ...(withoutUse.has(code) && { tags: [DiagnosticTag.Unnecessary] }),
});

/** Addresses as people call the files: by their paths from this one. */
const withPaths = (message: string, { uri }: Document): string =>
  message.replaceAll(/`([a-z][a-z0-9+.-]*:\/\/[^`]*)`/g, (whole, address: string) => {
    const path = pathFrom(uri, address);
    return path === undefined ? whole : `\`${path}\``;
  });

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
} as const;

/** Codes of what could go without a difference; editors fade it. */
const withoutUse: ReadonlySet<string> = new Set(["unused-group", "redundant-bound", "key-without-effect", "pattern-without-effect"]);

import type { GateProblem } from "../gates/define-gate.js";
import { removal } from "../yaml/edits.js";
import type { Container, Sources } from "../yaml/sources.js";
import type { DiagnosticCode } from "./codes.js";
import type { Diagnostic, SourceRange } from "./diagnostic.js";

/** A problem as a diagnostic. `home` is the container and key that it is about where it names none. */
export const problemAt = (
  problem: GateProblem,
  home: { readonly container: Container; readonly key: string },
  sources: Sources,
): Diagnostic => {
  const { code, severity, message, help, container = home.container, part, replacement } = problem;
  // A container that is named without a key is meant as a whole.
  const key = problem.key ?? (problem.container === undefined ? home.key : "");
  const found = partOf(container, key, part, sources);
  const range = found ?? sources.locate(container, key);
  const replaced = part === undefined ? sources.locate(container, key, "value") : found;
  const fixes = [
    replacement === undefined || replaced === undefined
      ? undefined
      : { title: `change to \`${replacement}\``, range: replaced, text: replacement },
    idle.has(code) && problem.key !== undefined ? removal(sources, container, problem.key, `remove \`${problem.key}\``) : undefined,
  ].filter((fix) => fix !== undefined);
  return { code, severity, message, ...(help !== undefined && { help }), range, ...(fixes.length > 0 && { fixes }) };
};

/** The part of a text, where the text stands in the file as it is: neither folded nor escaped. */
const partOf = (container: Container, key: string, part: GateProblem["part"], sources: Sources): SourceRange | undefined => {
  const text = (container as Readonly<Record<string, unknown>>)[key];
  const place = sources.placeOf(container);
  if (part === undefined || part.length === 0 || typeof text !== "string" || place === undefined) return undefined;
  const { start, end } = sources.locate(container, key, "value");
  const { source } = place;
  const before = source.text.slice(start.offset, end.offset).indexOf(text);
  const offset = start.offset + before + part.offset;
  return before < 0 ? undefined : source.rangeOf(offset, offset + part.length);
};

/** Codes of keys that can go without changing what is decided. */
const idle: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(["key-without-effect", "redundant-bound"]);

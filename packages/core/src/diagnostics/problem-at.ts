import type { GateProblem } from "../gates/define-gate.js";
import { removal } from "../yaml/edits.js";
import type { Container, Sources } from "../yaml/sources.js";
import type { DiagnosticCode } from "./codes.js";
import type { Diagnostic } from "./diagnostic.js";

/** A problem as a diagnostic. `home` is the container and key that it is about where it names none. */
export const problemAt = (
  problem: GateProblem,
  home: { readonly container: Container; readonly key: string },
  sources: Sources,
): Diagnostic => {
  const { code, severity, message, help, container = home.container, replacement } = problem;
  // A container that is named without a key is meant as a whole.
  const key = problem.key ?? (problem.container === undefined ? home.key : "");
  const range = sources.locate(container, key);
  const fixes = [
    ...(replacement === undefined
      ? []
      : [{ title: `change to \`${replacement}\``, range: sources.locate(container, key, "value"), text: replacement }]),
    idle.has(code) && problem.key !== undefined ? removal(sources, container, problem.key, `remove \`${problem.key}\``) : undefined,
  ].filter((fix) => fix !== undefined);
  return { code, severity, message, ...(help !== undefined && { help }), range, ...(fixes.length > 0 && { fixes }) };
};

/** Codes of keys that can go without changing what is decided. */
const idle: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(["key-without-effect", "redundant-bound"]);

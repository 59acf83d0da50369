import type { GateProblem } from "../gates/define-gate.js";
import type { Container, Sources } from "../yaml/sources.js";
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
  const fix =
    replacement === undefined
      ? undefined
      : { title: `change to \`${replacement}\``, range: sources.locate(container, key, "value"), text: replacement };
  return { code, severity, message, ...(help !== undefined && { help }), range, ...(fix && { fixes: [fix] }) };
};

import { diagnosticAt } from "./diagnostics/diagnostic-at.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { sortDiagnostics } from "./diagnostics/sort.js";
import { violationDiagnostics } from "./diagnostics/violations.js";
import { inWords } from "./diagnostics/wording.js";
import type { Config } from "./generated/config.js";
import { validateConfig } from "./generated/validators.js";
import { readDocument } from "./yaml/document.js";
import { isMapping } from "./yaml/plain-data.js";
import { sourcesOf } from "./yaml/sources.js";

const maxConfigLength = 1_048_576;

export interface ReadConfig {
  /** Absent where there is an error. */
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `muster.config.yaml`. Never throws on what stands in it. */
export const readConfig = ({ file, text }: { readonly file: string; readonly text: string }): ReadConfig => {
  const { data, places, source, diagnostics } = readDocument(file, text, { maxLength: maxConfigLength, numbers: "as-given" });
  if (diagnostics.length > 0) return { diagnostics };
  if (!isMapping(data))
    return { diagnostics: [diagnosticAt(source.firstLine, "wrong-type", `the configuration is a mapping, not ${inWords(data)}`)] };
  if (isConfig(data)) return { config: data, diagnostics };
  return {
    diagnostics: sortDiagnostics(violationDiagnostics(validateConfig.errors ?? [], { data, schema: {}, sources: sourcesOf([places]) })),
  };
};

const isConfig = (value: unknown): value is Config => validateConfig(value);

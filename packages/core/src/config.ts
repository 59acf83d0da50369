import { checkBindings, type PlacedConfig } from "./bindings/check-bindings.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { Config } from "./generated/config.js";
import { configSchema } from "./generated/schemas.js";
import { validateConfig } from "./generated/validators.js";
import { sortDiagnostics } from "./diagnostics/sort.js";
import { readAs } from "./schema/read-as.js";
import type { Violation } from "./schema/validate.js";
import { readDocument } from "./yaml/document.js";
import { sourcesOf } from "./yaml/sources.js";

const maxConfigLength = 1_048_576;

/** Without a configuration where there is an error. */
export type ReadConfig = { readonly diagnostics: readonly Diagnostic[] } & (
  PlacedConfig | { readonly config?: never; readonly sources?: never }
);

/** Reads `muster.config.yaml`. Never throws on what stands in it. */
export const readConfig = ({ file, text }: { readonly file: string; readonly text: string }): ReadConfig => {
  const document = readDocument(file, text, { maxLength: maxConfigLength, numbers: "as-given" });
  const { value, diagnostics } = readAs(document, { name: "the configuration", schema: configSchema, is: isConfig, violations });
  if (value === undefined) return { diagnostics };
  const placed = { config: value, sources: sourcesOf([document.places]) };
  const problems = checkBindings(placed);
  return problems.length > 0 ? { diagnostics: sortDiagnostics(problems, file) } : { ...placed, diagnostics };
};

const isConfig = (value: unknown): value is Config => validateConfig(value);

const violations = (): readonly Violation[] => validateConfig.errors ?? [];

import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { Config } from "./generated/config.js";
import { configSchema } from "./generated/schemas.js";
import { validateConfig } from "./generated/validators.js";
import { readAs } from "./schema/read-as.js";
import type { Violation } from "./schema/validate.js";
import { readDocument } from "./yaml/document.js";

const maxConfigLength = 1_048_576;

export interface ReadConfig {
  /** Absent where there is an error. */
  readonly config?: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `muster.config.yaml`. Never throws on what stands in it. */
export const readConfig = ({ file, text }: { readonly file: string; readonly text: string }): ReadConfig => {
  const document = readDocument(file, text, { maxLength: maxConfigLength, numbers: "as-given" });
  const { value, diagnostics } = readAs(document, { name: "the configuration", schema: configSchema, is: isConfig, violations });
  return value === undefined ? { diagnostics } : { config: value, diagnostics };
};

const isConfig = (value: unknown): value is Config => validateConfig(value);

const violations = (): readonly Violation[] => validateConfig.errors ?? [];

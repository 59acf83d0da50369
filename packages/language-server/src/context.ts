import type { Diagnostic } from "@muster/core";
import type { Document } from "./documents/document.js";
import type { FactsProvider } from "./providers/facts.js";
import type { RegistryNamesProvider } from "./providers/registry-names.js";

/** What the functions of the service know besides the document that they are asked about. */
export interface Context {
  /** Every file of ours that is known, the one in question among them or not. */
  readonly documents: readonly Document[];
  readonly facts?: FactsProvider;
  readonly registryNames?: RegistryNamesProvider;
  /** Milliseconds since 1970-01-01T00:00Z. Without it nothing is said of what depends on the time. */
  readonly now?: () => number;
  /** Codes that are not reported, and codes that are reported at another severity. Errors stay errors. */
  readonly severities?: Readonly<Record<string, Diagnostic["severity"] | "off">>;
  /** Commands that the client can run; a lens or an action never names another one. */
  readonly commands?: readonly string[];
  /** Whether the client can insert snippets. */
  readonly snippets?: boolean;
}

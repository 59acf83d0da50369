import type { DefinedGate } from "@muster/core";
import type { ReadFile } from "../documents/document.js";
import type { FactsProvider } from "../providers/facts.js";
import type { RegistryNamesProvider } from "../providers/registry-names.js";

/** What the server is given by whoever starts it; whatever is left out is asked of the client, where that can tell. */
export interface Host {
  /** A file that no editor has open. */
  readonly readFile?: ReadFile;
  /** Policies, policy tests and configurations under folders, as URIs. */
  readonly listFiles?: (folders: readonly string[]) => Promise<readonly string[]>;
  readonly facts?: FactsProvider;
  readonly registryNames?: RegistryNamesProvider;
  /** Calls back whenever what `facts` or `registryNames` answer has changed. */
  readonly onFactsChanged?: (changed: () => void) => void;
  /** The gates of the plugins that a file may use. Where there is no answer none was loaded, as in a workspace that is not trusted. */
  readonly gatesFor?: (uri: string) => readonly DefinedGate[] | undefined;
  readonly now?: () => number;
}

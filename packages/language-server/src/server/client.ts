import type { InitializeParams } from "vscode-languageserver-protocol";
import type { ClientOptions } from "./protocol.js";

/** What the client can do. */
export interface Client {
  readonly folders: readonly string[];
  readonly options: ClientOptions;
  readonly snippets: boolean;
  /** It can be asked to watch files. */
  readonly watches: boolean;
  /** It can be asked for its settings. */
  readonly configuration: boolean;
  /** It can be asked to tell when its settings change. */
  readonly tellsSettings: boolean;
  /** It tells when folders come and go. */
  readonly switchesFolders: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
}

export const clientOf = ({
  capabilities,
  workspaceFolders,
  initializationOptions,
}: Pick<InitializeParams, "capabilities" | "workspaceFolders" | "initializationOptions">): Client => {
  const { workspace, textDocument } = capabilities;
  return {
    folders: (workspaceFolders ?? []).map(({ uri }) => uri),
    // What a client sends is data: keys that are not there are left to their defaults.
    options: typeof initializationOptions === "object" && initializationOptions !== null ? (initializationOptions as ClientOptions) : {},
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configuration: workspace?.configuration === true,
    tellsSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    switchesFolders: workspace?.workspaceFolders === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
  };
};

import { l10n, Uri, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { findRoots } from "../workspaces/roots.js";
import { isOnDisk, type LanguageHost } from "./client.js";

/** A client of a server in a process of its own, which loads the plugins of the workspace where that is trusted. */
export const nodeClient =
  (extensionUri: Uri): LanguageHost["clientOf"] =>
  async (options) => {
    const trusted = workspace.isTrusted ? await findRoots() : [];
    const server = {
      module: Uri.joinPath(extensionUri, "dist/node/main.cjs").fsPath,
      args: ["--language-server", ...(isOnDisk() ? ["--on-disk"] : []), ...trusted],
      transport: TransportKind.ipc,
    };
    return new LanguageClient("muster", l10n.t("Muster Language Server"), server, options);
  };

import { l10n, Uri, workspace, type ExtensionContext, type LogOutputChannel } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

const languageId = "promotion";

/** The client of the language server, not started yet. */
export const languageClient = (context: ExtensionContext, output: LogOutputChannel): LanguageClient => {
  const server = { module: Uri.joinPath(context.extensionUri, "dist/server.js").fsPath, transport: TransportKind.ipc };
  return new LanguageClient("muster", l10n.t("Muster Language Server"), server, {
    documentSelector: [
      { scheme: "file", language: languageId },
      { scheme: "untitled", language: languageId },
      { scheme: "file", pattern: "**/muster.config.yaml" },
    ],
    outputChannel: output,
    synchronize: {
      fileEvents: workspace.createFileSystemWatcher(
        "**/{promotion.yaml,promotion.yml,*.promotion.yaml,*.promotion.yml,muster.config.yaml}",
      ),
    },
  });
};

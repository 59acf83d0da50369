import { l10n, Uri, workspace, type ExtensionContext, type LogOutputChannel } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { commands, type Unseen } from "@muster/language-server";
import { findRoots } from "../workspaces/roots.js";
import type { PolicyFacts } from "./facts.js";

const languageId = "promotion";

/** The language server, as the extension speaks with it. */
export interface Language {
  /** Starts it, or starts it anew: with the plugins of the workspace where that is trusted. */
  restart(): Promise<void>;
  /** Says what registry and ledger know about policies: all that is known now. */
  tell(policies: readonly PolicyFacts[]): void;
  dispose(): void;
}

/** `onBanner`: what to say, once and quietly, about facts that cannot be seen; null where there is nothing to say any more. */
export const languageOf = (context: ExtensionContext, output: LogOutputChannel, onBanner: (banner: Unseen | null) => void): Language => {
  const watcher = workspace.createFileSystemWatcher("**/{*promotion*.yaml,*promotion*.yml,*promotion*.json,muster.config.yaml}");
  let told: readonly PolicyFacts[] = [];
  let client: LanguageClient | undefined;
  let restarted: Promise<void> = Promise.resolve();

  const begin = async (): Promise<void> => {
    await client?.dispose();
    const trusted = workspace.isTrusted ? await findRoots() : [];
    const server = {
      module: Uri.joinPath(context.extensionUri, "dist/server.js").fsPath,
      args: [...trusted],
      transport: TransportKind.ipc,
    };
    client = new LanguageClient("muster", l10n.t("Muster Language Server"), server, {
      documentSelector: [
        { scheme: "file", language: languageId },
        { scheme: "untitled", language: languageId },
        { scheme: "file", pattern: "**/muster.config.yaml" },
      ],
      outputChannel: output,
      initializationOptions: {
        banner: true,
        // A lens of the registry is offered only where it can do what it says.
        commands: workspace.isTrusted ? Object.values(commands) : [],
        settings: { severities: workspace.getConfiguration("muster").get("severities") },
      },
      synchronize: { fileEvents: watcher },
    });
    client.onNotification("muster/banner", ({ banner }: { readonly banner: Unseen | null }) => onBanner(banner));
    await client.start();
    if (told.length > 0) await client.sendNotification("muster/facts", { policies: told });
  };

  return {
    restart: () => (restarted = restarted.then(begin, begin)),
    tell: (policies) => {
      told = policies;
      if (client?.isRunning() === true) void client.sendNotification("muster/facts", { policies });
    },
    dispose: () => {
      watcher.dispose();
      void client?.dispose();
    },
  };
};

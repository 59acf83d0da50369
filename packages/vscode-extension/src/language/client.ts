import { RelativePattern, Uri, workspace, type LogOutputChannel } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { Unseen } from "@muster/language-server";
import type { PolicyFacts } from "./facts.js";
import { readFile } from "./read-file.js";

/** The language server, as the extension speaks with it. */
export interface Language {
  /** Starts it behind, or starts it anew: with the plugins of the workspace where that is trusted. */
  start(): void;
  /** As `start`, for whoever waits for it. */
  restart(): Promise<void>;
  /** Says what registry and ledger know about policies: all that is known now. */
  tell(policies: readonly PolicyFacts[]): void;
  dispose(): void;
}

export interface LanguageHost {
  readonly output: LogOutputChannel;
  /** A client of a server that was not started yet. */
  clientOf(options: LanguageClientOptions): Promise<BaseLanguageClient>;
  /** The commands that a lens may offer now. */
  lenses(): readonly string[];
  /** What to say, once and quietly, about facts that cannot be seen; null where there is nothing to say any more. */
  onBanner(banner: Unseen | null): void;
}

const files = "{*promotion*,muster.config}.{yaml,yml,json}";

export const languageOf = ({ output, clientOf, lenses, onBanner }: LanguageHost): Language => {
  const watcher = workspace.createFileSystemWatcher(`**/${files}`);
  let told: readonly PolicyFacts[] = [];
  let client: BaseLanguageClient | undefined;
  let restarted: Promise<void> = Promise.resolve();

  const end = async (): Promise<void> => {
    if (client?.needsStop() === true) await client.dispose();
  };
  const begin = async (): Promise<void> => {
    await end();
    client = await clientOf({
      documentSelector: schemes().flatMap((scheme) => [
        { scheme, language: "promotion" },
        { scheme, pattern: "**/muster.config.yaml" },
      ]),
      outputChannel: output,
      initializationOptions: {
        banner: true,
        files: !isOnDisk(),
        commands: lenses(),
        // A plain object: what the editor gives cannot be sent to a worker.
        settings: { severities: { ...workspace.getConfiguration("muster").get<object>("severities") } },
      },
      synchronize: { fileEvents: watcher },
    });
    client.onNotification("muster/banner", ({ banner }: { readonly banner: Unseen | null }) => onBanner(banner));
    client.onRequest("muster/readFile", ({ uri }: { readonly uri: string }) => readFile(uri));
    client.onRequest("muster/listFiles", async ({ folders }: { readonly folders: readonly string[] }) => {
      const found = await Promise.all(
        folders.map((folder) => workspace.findFiles(new RelativePattern(Uri.parse(folder), `**/${files}`), "**/node_modules/**")),
      );
      return found.flat().map(String);
    });
    await client.start();
    if (told.length > 0) await client.sendNotification("muster/facts", { policies: told });
  };

  const restart = (): Promise<void> => (restarted = restarted.then(begin, begin));

  return {
    start: () => void restart().catch((error: unknown) => output.error(error instanceof Error ? error : String(error))),
    restart,
    tell: (policies) => {
      told = policies;
      if (client?.isRunning() === true) void client.sendNotification("muster/facts", { policies });
    },
    dispose: () => {
      watcher.dispose();
      // One that starts cannot be stopped.
      void restarted.then(end, end);
    },
  };
};

/** Where files lie that one edits; not what is only shown, such as an older version beside a change. */
const schemes = (): readonly string[] => [
  ...new Set(["file", "untitled", ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]),
];

/** A server beside the files reads them itself; from elsewhere it asks the editor. */
export const isOnDisk = (): boolean => (workspace.workspaceFolders ?? []).every(({ uri }) => uri.scheme === "file");

/** A language server as an editor starts it: a process of its own that speaks LSP on stdin and stdout. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type Position,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";

export interface ServerStart {
  readonly name: string;
  /** Of Node. */
  readonly arguments: readonly string[];
  /** What it is told when it asks, by section. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface LanguageServer {
  readonly name: string;
  readonly connection: ProtocolConnection;
  /** Opens a text and waits for what is said of it. */
  open(uri: string, text: string): Promise<readonly Diagnostic[]>;
  /** Puts a text in place of a range, and waits for the diagnostics of the result. */
  change(range: { readonly start: Position; readonly end: Position }, text: string): Promise<readonly Diagnostic[]>;
  end(): Promise<void>;
}

export const startLanguageServer = async (
  { name, arguments: args, settings = {} }: ServerStart,
  folder: string,
): Promise<LanguageServer> => {
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(({ section = "" }) => settings[section] ?? null));
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.listen();
  const document = { uri: "", version: 1 };

  /** A server that says which version it speaks of is waited for until it speaks of this one. */
  const diagnostics = (): Promise<readonly Diagnostic[]> =>
    new Promise((resolve) => {
      const waiting = connection.onNotification(PublishDiagnosticsNotification.type, (published) => {
        if (published.uri !== document.uri || (published.version ?? document.version) !== document.version) return;
        waiting.dispose();
        resolve(published.diagnostics);
      });
    });

  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
    rootUri: null,
    workspaceFolders: [{ uri: folder, name: "bench" }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { publishDiagnostics: { versionSupport: true }, completion: { completionItem: { snippetSupport: true } }, hover: {} },
    },
  });
  await connection.sendNotification(InitializedNotification.type, {});

  return {
    name,
    connection,
    open: async (uri, text) => {
      document.uri = uri;
      const said = diagnostics();
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: "yaml", version: document.version, text },
      });
      return said;
    },
    change: async (range, text) => {
      document.version += 1;
      const said = diagnostics();
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { ...document },
        contentChanges: [{ range, text }],
      });
      return said;
    },
    end: async () => {
      const ended = once(child, "exit");
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      await ended;
      connection.dispose();
    },
  };
};

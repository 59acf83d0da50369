/** The language server as the command starts it: what it shows of a registry where it is trusted, and nothing where it is not. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { bin } from "./muster.js";
import { irisRepository, policy } from "./workspaces.js";

const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe("muster lsp", () => {
  let child: ChildProcess;
  let connection: ProtocolConnection;
  let uri: string;
  /** Once the server says that hints would be others now. */
  let refreshed: Promise<void>;

  /** With the policy of a repository open, and looked at. */
  const serve = async (...args: readonly string[]): Promise<void> => {
    const cwd = irisRepository();
    uri = pathToFileURL(join(cwd, "promotion.yaml")).href;
    const started = spawn(process.execPath, [bin, "lsp", "--stdio", ...args], { cwd, stdio: ["pipe", "pipe", "inherit"] });
    child = started;
    connection = createProtocolConnection(new StreamMessageReader(started.stdout), new StreamMessageWriter(started.stdin));
    refreshed = new Promise((resolve) => void connection.onRequest(InlayHintRefreshRequest.type, () => resolve()));
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
      rootUri: null,
      capabilities: { workspace: { inlayHint: { refreshSupport: true } } },
    });
    const looked = new Promise((resolve) => connection.onNotification(PublishDiagnosticsNotification.type, resolve));
    await connection.sendNotification(InitializedNotification.type, {});
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "yaml", version: 1, text: policy },
    });
    await looked;
  };
  const hints = async () => {
    const found = await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
    return found?.map(({ label }) => label) ?? [];
  };

  afterEach(async () => {
    const ended = once(child, "exit");
    child.kill();
    await ended;
    connection.dispose();
  });

  it("shows with --trust what the registry knows of the newest version, as soon as it was read", async () => {
    await serve("--trust");
    await hints();
    await refreshed;
    assert.deepEqual(await hints(), ["0.5 ▼ 0.4", "0.5"], "in staging against its bound, in production without a baseline yet");
  });

  it("asks no registry without --trust", async () => {
    await serve();
    assert.deepEqual([await hints(), await hints()], [[], []]);
  });
});

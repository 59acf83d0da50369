/** The language server over stdin and stdout, as an editor that was told nothing else speaks with it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import { startServer, type LspClient } from "./lsp-client.js";

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

const policy = `version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: development
  - name: staging
    gates:
      - metric: auc
        min: 0.9
`;

const evidence = {
  model: "fraud-cards",
  candidate: { version: "7", metrics: { auc: 0.934 } },
};

describe("the language server on stdio", () => {
  let folder: string;
  let uri: string;
  let client: LspClient;

  const begin = async (
    options: { readonly capabilities?: object; readonly initializationOptions?: object; readonly withFolder?: boolean } = {},
  ) => {
    const { capabilities = {}, initializationOptions, withFolder = true } = options;
    await client.request("initialize", {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: withFolder ? [{ uri: pathToFileURL(folder).href, name: "work" }] : null,
    });
    client.notify("initialized", {});
  };
  const open = (text: string, at = uri) =>
    client.notify("textDocument/didOpen", { textDocument: { uri: at, languageId: "yaml", version: 1, text } });
  const change = (version: number, contentChanges: readonly object[]) =>
    client.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  const published = (version?: number, at = uri) =>
    client.next<Published>(
      "textDocument/publishDiagnostics",
      (one) => one.uri === at && (version === undefined || one.version === version),
    );
  const codesOf = ({ diagnostics }: Published) => diagnostics.map(({ code }) => code);
  const write = (name: string, text: string | Uint8Array): string => {
    writeFileSync(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "muster-lsp-"));
    uri = pathToFileURL(join(folder, "promotion.yaml")).href;
    client = startServer();
  });
  afterEach(async () => {
    if (client.process.exitCode === null) await client.end();
    rmSync(folder, { recursive: true });
  });

  it("publishes what is wrong when a file is opened, and nothing more once it is mended", async () => {
    await begin();
    open(policy.replace("min:", "mni:"));
    const first = await published(1);
    assert.deepEqual(codesOf(first), ["unknown-key"]);
    assert.deepEqual(first.diagnostics[0]?.range, { start: { line: 8, character: 8 }, end: { line: 8, character: 11 } });
    change(2, [{ range: first.diagnostics[0].range, text: "min" }]);
    assert.deepEqual(codesOf(await published(2)), []);
  });

  it("publishes for the last of many changes only, without waiting for a pause", async () => {
    await begin();
    open(policy);
    await published(1);
    const end = policy.length;
    for (let version = 2; version <= 60; version += 1) change(version, [{ text: `${policy}# ${"x".repeat(version)}\n` }]);
    const last = await published(60);
    assert.deepEqual(codesOf(last), []);
    const before = client.notifications.filter(({ method }) => method === "textDocument/publishDiagnostics").length;
    assert.ok(before < 30, `of 59 changes ${before} more were published`);
    assert.ok(end > 0);
  });

  it("does not begin a request that was taken back", async () => {
    await begin();
    open(policy);
    const error = await client.cancelled("textDocument/hover", { textDocument: { uri }, position: { line: 8, character: 9 } });
    assert.equal(error?.code, -32800);
  });

  it("completes, hovers, repairs, renames and outlines", async () => {
    await begin();
    open(policy.replace("min: 0.9", "mni: 0.9"));
    const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });
    const items = await client.request<readonly CompletionItem[]>("textDocument/completion", at(8, 11));
    assert.ok(items.some(({ label }) => label === "min"));
    const hover = await client.request<Hover>("textDocument/hover", at(7, 10));
    assert.match(JSON.stringify(hover.contents), /the metric's name/i);
    const actions = await client.request<readonly CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: { line: 8, character: 9 }, end: { line: 8, character: 9 } },
      context: { diagnostics: [] },
    });
    assert.deepEqual(actions.map(({ title }) => title).slice(0, 2), ["Change to `min`", "Remove `mni`"]);
    const renamed = await client.request<WorkspaceEdit>("textDocument/rename", { ...at(5, 12), newName: "acceptance" });
    assert.equal(renamed.changes?.[uri]?.length, 1);
    await assert.rejects(
      client.request("textDocument/rename", { ...at(5, 12), newName: "development" }),
      /there is a stage `development` already/,
    );
    const outline = await client.request<readonly DocumentSymbol[]>("textDocument/documentSymbol", { textDocument: { uri } });
    assert.deepEqual(
      outline.map(({ name }) => name),
      ["development", "staging"],
    );
  });

  it("reads what a policy extends, from the editor where it is open there", async () => {
    const base = write("base.promotion.yaml", policy.replace("fraud-models", "base").replace('"fraud-*"', "other"));
    await begin();
    open(
      `version: 1\nname: mine\nmodels: [mine]\nextends: base.promotion.yaml\nstages:\n  - name: canary\n    after: [staging]\n    gates:\n      - soak: 1h\n`,
    );
    assert.deepEqual(codesOf(await published(1)), []);
    open("version: 1\nname: base\n", base);
    assert.deepEqual(codesOf(await published(1)), ["extends-not-found"]);
    const locations = await client.request<readonly Location[]>("textDocument/definition", {
      textDocument: { uri },
      position: { line: 3, character: 12 },
    });
    assert.deepEqual(
      locations.map((one) => one.uri),
      [base],
    );
  });

  it("says where what a policy extends is no text", async () => {
    write("base.promotion.yaml", Buffer.from(policy.replace("fraud-models", "b\xe9"), "latin1"));
    await begin();
    open("version: 1\nname: mine\nmodels: [mine]\nextends: base.promotion.yaml\nstages:\n  - name: canary\n");
    const [found] = (await published(1)).diagnostics;
    assert.equal(found?.code, "extends-not-found");
    assert.match(JSON.stringify(found.message), /base\.promotion\.yaml` is no UTF-8 text/);
  });

  it("tells of policies of the workspace that no editor has open, and takes it back when they go", async () => {
    const other = write(
      "cards.promotion.yaml",
      'version: 1\nname: cards\nmodels: ["*-cards"]\nstages:\n  - name: production\n    gates:\n      - tag: a\n        exists: true\n',
    );
    await begin();
    open(policy);
    assert.deepEqual(
      codesOf(await client.next<Published>("textDocument/publishDiagnostics", (one) => one.uri === uri && one.diagnostics.length > 0)),
      ["two-policies"],
    );
    assert.deepEqual(codesOf(await client.next<Published>("textDocument/publishDiagnostics", (one) => one.uri === other)), [
      "two-policies",
    ]);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: other, type: 3 }] });
    assert.deepEqual(
      codesOf(await client.next<Published>("textDocument/publishDiagnostics", (one) => one.uri === uri && one.diagnostics.length === 0)),
      [],
    );
  });

  it("shows facts that the client knows, and says once that they cannot be seen", async () => {
    await begin({ initializationOptions: { banner: true }, capabilities: { workspace: { inlayHint: { refreshSupport: true } } } });
    open(policy);
    await published(1);
    const hints = () =>
      client.request<readonly InlayHint[]>("textDocument/inlayHint", {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
      });
    assert.deepEqual(await hints(), []);
    client.notify("muster/facts", { policies: [{ uri, stages: { staging: { evidence } } }] });
    assert.deepEqual(
      (await hints()).map(({ label }) => label),
      ["0.934 ▲ 0.034"],
    );
    assert.ok(client.asked.some(({ method }) => method === "workspace/inlayHint/refresh"));
    client.notify("muster/facts", {
      policies: [{ uri, stages: { development: { unseen: "nobody is signed in" }, staging: { unseen: "nobody is signed in" } } }],
    });
    assert.deepEqual(await client.next("muster/banner"), { banner: { unseen: "nobody is signed in" } });
    client.notify("muster/facts", { policies: [] });
    assert.deepEqual(await client.next("muster/banner"), { banner: null });
    assert.deepEqual(
      client.notifications.filter(({ method }) => method === "muster/banner"),
      [],
    );
  });

  it("keeps to the settings of the client", async () => {
    await begin({ initializationOptions: { settings: { severities: { "unused-group": "off" } } } });
    open(policy.replace("stages:\n", "groups: { leads: [alice@example.com] }\nstages:\n"));
    assert.deepEqual(codesOf(await published(1)), []);
  });

  it("forgets a file that is closed and stands in no folder of the workspace", async () => {
    await begin({ withFolder: false });
    open("version: 1\n");
    assert.notDeepEqual(codesOf(await published(1)), []);
    client.notify("textDocument/didClose", { textDocument: { uri } });
    assert.deepEqual(codesOf(await client.next<Published>("textDocument/publishDiagnostics", (one) => one.diagnostics.length === 0)), []);
    assert.equal(await client.request("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } }), null);
  });

  it("says nothing of YAML files that are none of ours, unless somebody says that they are", async () => {
    const other = pathToFileURL(join(folder, "values.yaml")).href;
    const named = pathToFileURL(join(folder, "cards.yaml")).href;
    await begin({ withFolder: false });
    open("replicas: 2\n", other);
    client.notify("textDocument/didOpen", { textDocument: { uri: named, languageId: "promotion", version: 1, text: "version: 1\n" } });
    assert.notDeepEqual(codesOf(await published(1, named)), []);
    assert.equal(await client.request("textDocument/hover", { textDocument: { uri: other }, position: { line: 0, character: 0 } }), null);
    client.notify("textDocument/didClose", { textDocument: { uri: other } });
    await client.request("textDocument/hover", { textDocument: { uri: other }, position: { line: 0, character: 0 } });
    assert.deepEqual(
      client.notifications.filter(({ params }) => (params as Published).uri === other),
      [],
    );
  });

  it("ends with 0 when it is told to", async () => {
    await begin();
    assert.equal(await client.end(), 0);
  });
});

/** The engine and the language server in a real browser: they bundle without a Node built-in, and say the same there. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, evaluate, parsePolicy, readEvidence } from "@muster/core";
import { diagnose, openDocument } from "@muster/language-server";
import { build, type BuildOptions } from "esbuild";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { TextDocument } from "vscode-languageserver-textdocument";
import { chromiumFlags, chromiumPath } from "./chromium.js";

type Core = typeof import("@muster/core");

const example = (file: string): string => readFileSync(new URL(`../../examples/fraud-models/${file}`, import.meta.url), "utf8");

/** Text in, text out: what both sides run. */
const decideAll = (
  core: Pick<Core, "compile" | "evaluate" | "parsePolicy" | "readEvidence">,
  policy: string,
  evidence: readonly string[],
): string => {
  const program = core.compile(core.parsePolicy({ file: "promotion.yaml", text: policy }));
  const decisions = evidence.map((text) => {
    const read = core.readEvidence({ file: "evidence.json", text });
    return read.evidence === undefined ? read.diagnostics : core.evaluate(program, read.evidence);
  });
  return JSON.stringify(decisions);
};

const bundled = async (contents: string, options: BuildOptions = {}): Promise<string> => {
  const stdin = { contents, resolveDir: import.meta.dirname };
  const bundle = await build({ stdin, bundle: true, platform: "browser", format: "iife", logLevel: "silent", ...options, write: false });
  return bundle.outputFiles[0]?.text ?? "";
};

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly version?: number; readonly diagnostics?: unknown };
  readonly result?: unknown;
}

/** As the page has it. */
declare const Worker: new (url: string) => {
  onmessage: (event: { readonly data: Message }) => void;
  onerror: (event: { readonly message: string }) => void;
  postMessage(message: object): void;
  terminate(): void;
};

/** What the server says of a text, of the same text mended, and over a place of it; run in the page. */
const askServer = (uri: string, text: string, mend: { readonly range: object; readonly text: string }, position: object) =>
  new Promise<object>((resolve, reject) => {
    const worker = new Worker("/language-server.js");
    const said: Record<string, unknown> = {};
    const send = (method: string, params: object, id?: number) => worker.postMessage({ jsonrpc: "2.0", method, params, id });
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data: { id, result, method, params } }) => {
      if (id === 1) {
        send("initialized", {});
        send("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
      } else if (method === "textDocument/publishDiagnostics" && params?.version === 1) {
        said["first"] = params.diagnostics;
        send("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: [mend] });
      } else if (method === "textDocument/publishDiagnostics" && params?.version === 2) {
        said["mended"] = params.diagnostics;
        send("textDocument/hover", { textDocument: { uri }, position }, 2);
      } else if (id === 2) {
        said["hover"] = result;
        worker.terminate();
        resolve(said);
      }
    };
    send("initialize", { processId: null, rootUri: null, capabilities: {} }, 1);
  });

describe("in a browser", function () {
  this.timeout(120_000);
  const profile = mkdtempSync(join(tmpdir(), "muster-browser-"));
  let context: BrowserContext;
  let server: ReturnType<typeof createServer>;
  let page: Page;

  before(async () => {
    const scripts: Readonly<Record<string, string>> = {
      "/muster.js": await bundled('export { compile, evaluate, parsePolicy, readEvidence } from "@muster/core";', { globalName: "muster" }),
      "/language-server.js": await bundled('import "@muster/language-server/worker";'),
    };
    server = createServer(({ url = "" }, response) => {
      const script = scripts[url];
      // No `unsafe-eval`: the engine must not need it.
      response.writeHead(200, {
        "content-type": script === undefined ? "text/html" : "text/javascript",
        "content-security-policy": "default-src 'none'; script-src 'self'; worker-src 'self'",
      });
      response.end(script ?? "<!doctype html><title>muster</title><script src=/muster.js></script>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), headless: true, args: [...chromiumFlags] });
    page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });

  after(async () => {
    await context.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it("the engine decides the same bytes as in Node, under a policy that forbids `eval`", async () => {
    const [policy = ""] = example("promotion.yaml").split("      - uses:");
    const evidence = ["allowed", "denied", "waiting", "unknown"].map((name) => example(`evidence/${name}.json`));
    const here = decideAll({ compile, evaluate, parsePolicy, readEvidence }, policy, evidence);
    const there = await page.evaluate(`(${decideAll.toString()})(muster, ${JSON.stringify(policy)}, ${JSON.stringify(evidence)})`);
    assert.equal(there, here);
    assert.match(here, /"verdict":"allowed".*"verdict":"denied".*"verdict":"waiting".*"verdict":"unknown"/);
  });

  it("the language server says in a worker what it says in Node, after every change", async () => {
    const uri = "file:///repo/promotion.yaml";
    const [text = ""] = example("promotion.yaml").split("      - uses:");
    const broken = text.replace("        min:", "        mni:");
    const at = broken.slice(0, broken.indexOf("mni")).split("\n");
    const start = { line: at.length - 1, character: at.at(-1)?.length ?? 0 };
    const range = { start, end: { line: start.line, character: start.character + 3 } };
    const problemsOf = async (written: string) => {
      const document = await openDocument(TextDocument.create(uri, "yaml", 1, written));
      return diagnose(document, { documents: [document] });
    };
    const asked = JSON.stringify([uri, broken, { range, text: "min" }, start]);
    const { first, mended, hover } = await page.evaluate<Record<string, unknown>>(`(${askServer.toString()})(...${asked})`);
    assert.deepEqual(first, await problemsOf(broken));
    assert.match(JSON.stringify(first), /unknown-key/);
    assert.deepEqual(mended, await problemsOf(text));
    assert.match(JSON.stringify(hover), /at least|inclusive|bound/i);
  });
});

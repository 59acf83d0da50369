/** The web build in the extension host of a browser, where there are no processes, no git and no files but the editor's. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { addressOf, asDevelopmentHost, openBrowser } from "./host/browser.js";
import { startServer } from "./host/server.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const base = `version: 1
name: base
models: ["*"]
signed: required
stages:
  - name: development
  - name: production
    gates:
      - metric: auc
        min: 0.9
`;

const derived = `version: 1
name: derived
extends: base.yaml
models: ["derived-*"]
signed: optional
stages:
  - name: production
    gates:
      - metric: f1
        min: 0.9
`;

describe("the extension in the host of a browser", function () {
  this.timeout(300_000);
  const folder = mkdtempSync("/tmp/vsct-");
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("passes its suite there", async () => {
    const opened = join(folder, "workspace");
    cpSync(at("../../vscode/fixtures/workspace"), opened, { recursive: true });
    writeFileSync(join(opened, "base.yaml"), base);
    writeFileSync(join(opened, "derived.promotion.yaml"), derived);
    writeFileSync(join(opened, "latin.yaml"), Buffer.from(base.replace("name: base", "name: b\xe9se"), "latin1"));
    writeFileSync(join(opened, "on-latin.promotion.yaml"), derived.replace("base.yaml", "latin.yaml"));
    // A suite runs in the host of the extension that it lies in.
    const extension = join(folder, "extension");
    const parts = ["package.json", "package.nls.json", "dist/web", "images", "syntaxes", "language-configuration.json"];
    for (const part of parts) cpSync(at(`../../../packages/vscode-extension/${part}`), join(extension, part), { recursive: true });
    const tests = join(extension, "suite.cjs");
    await build({
      entryPoints: [at("in-browser/run.js")],
      outfile: tests,
      bundle: true,
      platform: "browser",
      format: "cjs",
      external: ["vscode"],
      logLevel: "error",
    });
    const server = await startServer();
    const files = await serveFolder(extension);
    const { context, page } = await openBrowser(server);
    try {
      const said: string[] = [];
      const ended = new Promise<void>((resolve) => void page.exposeFunction("codeAutomationExit", () => resolve()));
      await page.exposeFunction("codeAutomationLog", (type: string, args: readonly unknown[]) => said.push(`${type} ${args.join(" ")}`));
      // Under the workbench's own origin, as an extension of vscode.dev is.
      const address = `http://${server.host}/proxy/${files.port}`;
      await asDevelopmentHost(page, server, { extensions: [address], tests: `${address}/suite.cjs` });
      await page.goto(addressOf(server, opened));
      await ended;
      const file = join(opened, "verdict.json");
      assert.ok(existsSync(file), `the suite left no verdict\n${said.join("\n")}`);
      const verdict = JSON.parse(readFileSync(file, "utf8")) as { readonly passed: number; readonly failures: readonly string[] };
      assert.deepEqual(verdict.failures, [], said.join("\n"));
      assert.ok(verdict.passed > 0);
    } finally {
      await context.close();
      files.close();
      await server.stop();
    }
  });
});

/** The files of a folder, over HTTP. */
const serveFolder = async (root: string): Promise<{ readonly port: number; close(): void }> => {
  const server = createServer((request, response) => {
    const file = join(root, normalize(new URL(request.url ?? "", "http://any").pathname));
    const isThere = existsSync(file) && statSync(file).isFile();
    response.writeHead(isThere ? 200 : 404, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(isThere ? readFileSync(file) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
};

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".cjs": "text/javascript", ".json": "application/json" };

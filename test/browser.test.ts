/** The engine in a real browser: it bundles without a Node built-in, and decides the same bytes there. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, evaluate, parsePolicy, readEvidence } from "@muster/core";
import { build } from "esbuild";
import { chromium, type BrowserContext } from "playwright-core";

type Core = typeof import("@muster/core");

const example = (file: string): string => readFileSync(new URL(`../../examples/fraud-models/${file}`, import.meta.url), "utf8");

const executablePath = (): string => {
  const found = execFileSync("sh", ["-c", 'command -v "${CHROME_PATH:-chromium}" chromium-browser google-chrome || true'], {
    encoding: "utf8",
  }).split("\n")[0];
  if (!found) throw new Error("no Chromium is installed: run `npx tsx scripts/browser-env.ts`");
  return found;
};

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

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

describe("the engine in a browser", function () {
  this.timeout(120_000);
  const profile = mkdtempSync(join(tmpdir(), "muster-browser-"));
  let context: BrowserContext;
  let server: ReturnType<typeof createServer>;

  before(async () => {
    const bundle = await build({
      stdin: { contents: 'export { compile, evaluate, parsePolicy, readEvidence } from "@muster/core";', resolveDir: import.meta.dirname },
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "muster",
      write: false,
      logLevel: "silent",
    });
    const script = bundle.outputFiles[0]?.text ?? "";
    server = createServer((request, response) => {
      const isScript = request.url === "/muster.js";
      // No `unsafe-eval`: the engine must not need it.
      response.writeHead(200, {
        "content-type": isScript ? "text/javascript" : "text/html",
        "content-security-policy": "default-src 'none'; script-src 'self'",
      });
      response.end(isScript ? script : "<!doctype html><title>muster</title><script src=/muster.js></script>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    context = await chromium.launchPersistentContext(profile, { executablePath: executablePath(), headless: true, args: flags });
  });

  after(async () => {
    await context.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it("decides the same bytes as in Node, under a policy that forbids `eval`", async () => {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const [policy = ""] = example("promotion.yaml").split("      - uses:");
    const evidence = ["allowed", "denied", "waiting", "unknown"].map((name) => example(`evidence/${name}.json`));
    const here = decideAll({ compile, evaluate, parsePolicy, readEvidence }, policy, evidence);
    const there = await page.evaluate(`(${decideAll.toString()})(muster, ${JSON.stringify(policy)}, ${JSON.stringify(evidence)})`);
    assert.equal(there, here);
    assert.match(here, /"verdict":"allowed".*"verdict":"denied".*"verdict":"waiting".*"verdict":"unknown"/);
  });
});

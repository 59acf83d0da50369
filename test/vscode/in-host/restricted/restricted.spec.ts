/** A folder that nobody has trusted: its plugin, its registry and its git are traps, and none of them is stepped into. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Decision } from "@muster/core";
import { extension, folderNamed, nodesOf, policyTests, runIn } from "../muster.js";
import { settled } from "../settled.js";

const root = folderNamed().fsPath;
const run = runIn(root);
const pluginRan = join(root, "plugin-ran");
const gitRan = join(root, "git-ran");

const write = (path: string, text: string | Uint8Array): string => {
  const file = join(root, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
};

const needsTrust = (
  extension().packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string; readonly enablement?: string }[] };
  }
).contributes.commands
  .filter(({ enablement }) => enablement === "isWorkspaceTrusted")
  .map(({ command }) => command.replace(/^muster\./, ""));

describe("a workspace that is not trusted", function () {
  this.timeout(60_000);
  let asked = 0;
  const registry = createServer((_request, response) => {
    asked += 1;
    response.end("{}");
  });
  const { PATH } = process.env;

  before(async () => {
    await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
    const { port } = registry.address() as AddressInfo;
    write(
      "muster.config.yaml",
      `version: 1\nregistry: { type: mlflow, uri: "http://127.0.0.1:${port}" }\nledger: { type: git }\nplugins: ["./gates/trap.mjs"]\n`,
    );
    write("gates/trap.mjs", `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(pluginRan)}, "");\n`);
    chmodSync(write("bin/git", `#!/bin/sh\ntouch '${gitRan}'\n`), 0o755);
    process.env["PATH"] = `${join(root, "bin")}:${PATH ?? ""}`;
    await extension().activate();
  });
  after(() => {
    process.env["PATH"] = PATH;
    registry.close();
  });

  it("is one: otherwise the rest shows nothing", () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.ok(needsTrust.includes("promote") && needsTrust.includes("connectRegistry") && needsTrust.length > 10);
  });

  for (const command of needsTrust)
    it(`refuses ${command} in code, however it is called`, async () => {
      const given = {
        version: "v1.1.0",
        stage: "staging",
        name: "bias-audit",
        status: "passed",
        summary: "",
        reason: "any",
        confirmed: true,
      };
      await assert.rejects(run(command, { ...given, url: "http://127.0.0.1:1" }), /this workspace is not trusted/);
    });

  it("answers no agent", async () => {
    for (const [tool, input] of [
      ["list_candidates", {}],
      ["check_promotion", { model: "iris", version: "v1.0.0", to: "staging" }],
      ["explain_decision", { model: "iris", version: "v1.0.0", to: "staging" }],
    ] as const) {
      const { content } = await vscode.lm.invokeTool(`muster_${tool}`, { input, toolInvocationToken: undefined });
      assert.match(JSON.stringify(content), /problem.*the workspace is not trusted/);
    }
  });

  it("shows no model", () => {
    assert.deepEqual([nodesOf("models"), nodesOf("waiting"), nodesOf("history")], [[], [], []]);
  });

  it("has its policies checked all the same", async () => {
    const policy = vscode.Uri.file(write("broken.promotion.yaml", "version: 1\nname: broken\nmodels: []\n"));
    await vscode.window.showTextDocument(policy);
    await settled("a diagnostic", () => vscode.languages.getDiagnostics(policy)[0]);
  });

  it("lets a file of evidence be decided on", async () => {
    const evidence = write(
      "evidence/iris.json",
      '{ "model": "iris", "candidate": { "version": "v9", "metrics": { "accuracy": 0.5 } }, "request": { "to": "staging" } }',
    );
    const decision = await run<Decision>("check", { evidence });
    assert.equal(decision.verdict, "denied");
  });

  it("takes evidence in UTF-8 only, as the command line does", async () => {
    const latin = Buffer.from('{ "model": "iris", "candidate": { "version": "v9", "author": "Ren\xe9 <rene@example.com>" } }', "latin1");
    await assert.rejects(run("check", { evidence: write("evidence/latin.json", latin) }), /is no UTF-8 text/);
  });

  it("lets policy tests be run", async () => {
    const file = write(
      "promotion.test.yaml",
      `version: 1
to: staging
at: 2026-11-20T10:00:00Z
evidence: { model: iris, candidate: { version: v1, metrics: { accuracy: 0.95 } } }
cases: [{ name: good enough, expect: allowed }]
`,
    );
    const explorer = await policyTests();
    await explorer.discover();
    const item = explorer.controller.items.get(vscode.Uri.file(file).toString()) ?? assert.fail("it was not found");
    await explorer.run.runHandler(new vscode.TestRunRequest([item]), new vscode.CancellationTokenSource().token);
    assert.deepEqual(
      explorer.last()?.cases.map(({ state }) => state),
      ["passed"],
    );
  });

  it("had none of its code run, no git started and no registry asked by all of this", () => {
    assert.deepEqual([existsSync(pluginRan), existsSync(gitRan), asked], [false, false, 0]);
  });
});

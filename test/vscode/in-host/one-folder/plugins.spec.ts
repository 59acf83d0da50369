import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MoveReport } from "@muster/core";
import * as vscode from "vscode";
import { git } from "../../iris-repository.js";
import { repository, runIn } from "../muster.js";
import { pluginLeast } from "../plugin-least.js";
import { settled } from "../settled.js";

const root = repository("plugged").fsPath;
const policy = vscode.Uri.file(join(root, "least.promotion.yaml"));

const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};

const passing = pluginLeast({ outcome: "passed", code: "enough", message: "enough" });
const failing = pluginLeast({ outcome: "failed", code: "too-low", message: "too low" });

const codes = () =>
  vscode.languages.getDiagnostics(policy).map(({ code, range }) => [typeof code === "object" ? code.value : code, range.start.line]);

describe("a gate of a plugin, in a workspace that is trusted", function () {
  this.timeout(60_000);

  before(async () => {
    write("gates/least.mjs", passing);
    write(
      "least.promotion.yaml",
      `version: 1
name: least
models: ["least-*"]
stages:
  - name: development
  - name: staging
    gates:
      - uses: least
        with: { accuracy: high }
`,
    );
    await vscode.window.showTextDocument(policy);
  });
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("is left alone while no configuration names the plugin", async () => {
    await settled("a diagnostic", () => (codes().length > 0 ? true : undefined));
    assert.deepEqual(
      codes().filter(([code]) => code === "wrong-type"),
      [],
    );
  });

  it("is checked by the plugin's schema as soon as one does", async () => {
    write("muster.config.yaml", `${readFileSync(join(root, "muster.config.yaml"), "utf8")}plugins: ["./gates/least.mjs"]\n`);
    await settled("what is wrong", () => codes().find(([code, line]) => code === "wrong-type" && line === 8));
  });

  it("decides of a move as it was committed, whatever lies in the working tree", async () => {
    const gates = readFileSync(join(root, "promotion.yaml"), "utf8");
    write("promotion.yaml", gates.replace(/- metric: accuracy\n +min: 0.9/, "- uses: least\n        with: { accuracy: 0.9 }"));
    write("gates/least.mjs", failing);
    git(root, "add", "promotion.yaml", "muster.config.yaml", "gates");
    git(root, "commit", "--quiet", "--message", "Ask a plugin");
    write("gates/least.mjs", passing);
    const report = await runIn(root)<MoveReport>("promote", { version: "v1.1.0", stage: "staging", confirmed: true });
    assert.equal(report.status, "not-allowed");
  });
});

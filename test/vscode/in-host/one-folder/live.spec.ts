import assert from "node:assert/strict";
import * as vscode from "vscode";
import { repository } from "../muster.js";
import { settled } from "../settled.js";

const policy = vscode.Uri.joinPath(repository("shown"), "promotion.yaml");

describe("a policy whose registry is there", function () {
  this.timeout(60_000);
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("shows beside a threshold what the candidate measured", async () => {
    const { document } = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(policy));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await settled("a hint", async () => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", policy, whole);
      return found.length === 0 ? undefined : found;
    });
    const labels = hints.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
    assert.match(labels.join("\n"), /▼ 0\.4/);
  });

  it("offers over a stage what can be done there, and every offer can be taken", async () => {
    const lenses = await settled("a lens", async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", policy, 20);
      return found.length === 0 ? undefined : found;
    });
    const offered = lenses.flatMap(({ command }) => command?.command ?? []);
    const known = await vscode.commands.getCommands(true);
    assert.ok(offered.includes("muster.promote"));
    assert.deepEqual(
      offered.filter((command) => !known.includes(command)),
      [],
    );
  });

  it("completes a metric by a name that the registry has", async () => {
    const { document } = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(policy));
    const at = document.positionAt(document.getText().indexOf("metric: accuracy") + "metric: ".length);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", policy, at);
    const names = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(names.includes("accuracy"), names.join(", "));
  });
});

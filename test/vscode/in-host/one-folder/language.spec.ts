import assert from "node:assert/strict";
import * as vscode from "vscode";
import { settled } from "../settled.js";

const [folder] = vscode.workspace.workspaceFolders ?? [];
if (folder === undefined) throw new Error("the suite wants a folder");

const open = async (name: string): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name)));

const diagnosticsOf = (uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> =>
  settled(`diagnostics of ${uri.path}`, () => {
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "muster");
    return found.length === 0 ? undefined : found;
  });

describe("a policy in the editor", () => {
  it("is a promotion policy by its name", async () => {
    const { document } = await open("broken/promotion.yaml");
    assert.equal(document.languageId, "promotion");
  });

  it("shows what is wrong, with a code and at its place", async () => {
    const { document } = await open("broken/promotion.yaml");
    const [first] = await diagnosticsOf(document.uri);
    assert.equal(typeof first?.code === "object" ? first.code.value : first?.code, "unknown-kind");
    assert.equal(document.getText(first?.range), "mertic");
  });

  it("offers to repair it, and is content then", async () => {
    const { document } = await open("broken/promotion.yaml");
    const [first] = await diagnosticsOf(document.uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      first?.range,
    );
    const fix = actions.find(({ title }) => title.includes("`metric`"));
    assert.ok(fix?.edit, `no repair among: ${actions.map(({ title }) => title).join(", ")}`);
    await vscode.workspace.applyEdit(fix.edit);
    await settled("no diagnostic", () => (vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined));
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});

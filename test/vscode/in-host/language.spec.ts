import assert from "node:assert/strict";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
if (folder === undefined) throw new Error("the suite wants a folder");

const open = async (name: string): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name)));

describe("a policy in the editor", () => {
  it("is a promotion policy by its name", async () => {
    const { document } = await open("broken/promotion.yaml");
    assert.equal(document.languageId, "promotion");
  });
});

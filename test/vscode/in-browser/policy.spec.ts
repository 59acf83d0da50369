import * as vscode from "vscode";
import { settled } from "../in-host/settled.js";

const folder = (): vscode.Uri => {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) throw new Error("the suite wants a folder");
  return first.uri;
};

const equal = (actual: unknown, expected: unknown): void => {
  const [left, right] = [actual, expected].map((value) => JSON.stringify(value));
  if (left !== right) throw new Error(`${left ?? ""} is not ${right ?? ""}`);
};

describe("a policy in a browser", function () {
  this.timeout(60_000);
  const broken = () => vscode.Uri.joinPath(folder(), "broken/promotion.yaml");

  before(async () => {
    await vscode.extensions.getExtension("muster.muster-vscode")?.activate();
  });

  it("is read where no process can be started", () => {
    equal(typeof process, "undefined");
    equal(vscode.env.uiKind, vscode.UIKind.Web);
  });

  it("shows what is wrong, with a code and at its place", async () => {
    const { document } = await vscode.window.showTextDocument(broken());
    equal(document.languageId, "promotion");
    const found = await settled("a diagnostic", () => vscode.languages.getDiagnostics(broken())[0]);
    equal(typeof found.code === "object" ? found.code.value : found.code, "unknown-kind");
    equal(document.getText(found.range), "mertic");
  });

  it("offers to repair it, and is content then", async () => {
    const [found] = vscode.languages.getDiagnostics(broken());
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", broken(), found?.range);
    const fix = actions.find(({ title }) => title.includes("`metric`"));
    if (fix?.edit === undefined) throw new Error(`no repair among: ${actions.map(({ title }) => title).join(", ")}`);
    await vscode.workspace.applyEdit(fix.edit);
    await settled("no diagnostic", () => (vscode.languages.getDiagnostics(broken()).length === 0 ? true : undefined));
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("knows the base policy that it extends, in a file that no editor has open", async () => {
    const derived = vscode.Uri.joinPath(folder(), "derived.promotion.yaml");
    await vscode.window.showTextDocument(derived);
    const found = await settled("a diagnostic", () => vscode.languages.getDiagnostics(derived)[0]);
    equal(typeof found.code === "object" ? found.code.value : found.code, "loosens-base");
  });

  it("has a base policy refused that is no UTF-8, as by the command line", async () => {
    const derived = vscode.Uri.joinPath(folder(), "on-latin.promotion.yaml");
    await vscode.window.showTextDocument(derived);
    const found = await settled("a diagnostic", () => vscode.languages.getDiagnostics(derived)[0]);
    equal(typeof found.code === "object" ? found.code.value : found.code, "extends-not-found");
    equal(found.message.includes("latin.yaml` is no UTF-8 text"), true);
  });

  it("has what needs git refused with a reason, not unknown", async () => {
    equal(await vscode.commands.executeCommand("muster.promote"), undefined);
  });
});

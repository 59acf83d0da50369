import assert from "node:assert/strict";
import type { Decision } from "@muster/core";
import * as vscode from "vscode";
import { be, git } from "../../iris-repository.js";
import { nodesOf, repository, runIn, type Node } from "../muster.js";
import { settled } from "../settled.js";

const root = repository("shown").fsPath;
const run = runIn(root);

/** What is shown of this spec's repository, which is one of several. */
const irisNode = (): Node | undefined =>
  nodesOf("models")
    .find(({ label }) => label === "shown" || label.endsWith("/shown"))
    ?.children?.find(({ label }) => label === "iris");
const waitingHere = () => nodesOf("waiting").filter((node) => node.root === root);

describe("the views", function () {
  this.timeout(60_000);

  before(async () => {
    await run("promote", { version: "v1.1.0", stage: "staging", confirmed: true });
    await run("recordCheck", { version: "v1.1.0", name: "bias-audit", status: "passed", summary: "" });
    be(root, "alice");
    await run("refresh");
  });

  it("show every model with its stages, their holders, and what could enter them next", () => {
    assert.deepEqual(
      irisNode()?.children?.map(({ label, context }) => `${label} ${context}`),
      ["staging stage:held", "production stage:empty", "v1.2.0 → staging move:denied", "v1.1.0 → production move:waiting:mine"],
    );
  });

  it("say to a screen reader what the eye sees", () => {
    const spoken = (irisNode()?.children ?? []).map((node) => node.spoken).join("\n");
    assert.match(spoken, /Stage staging: v1\.1\.0 · /);
    assert.match(spoken, /iris v1\.2\.0 to staging: denied\. /);
  });

  it("show this person what waits for their approval, and nobody else", async () => {
    assert.deepEqual(
      waitingHere().map(({ label }) => label),
      ["iris@v1.1.0 → production"],
    );
    be(root, "erin");
    await run("refresh");
    assert.deepEqual(waitingHere(), []);
  });

  it("show what happened, newest first", async () => {
    await run("showHistory");
    const here = nodesOf("history").filter((node) => node.root === root);
    assert.match(here[0]?.label ?? "", /bias-audit passed/);
    assert.match(here[1]?.label ?? "", /staging is held by v1\.1\.0/);
  });

  it("follow what somebody does outside of the editor", async () => {
    be(root, "alice");
    git(root, "tag", "--annotate", "iris@v1.3.0", "--message", "Registering artifact iris version v1.3.0");
    await settled("the new version", () => irisNode()?.children?.find(({ label }) => label === "v1.3.0 → staging"));
    be(root, "erin");
  });
});

describe("the report", () => {
  it("opens for a version and a stage, with the decision of the engine", async () => {
    const decision = await run<Decision>("showReport", { version: "v1.1.0", stage: "production" });
    assert.equal(decision.verdict, "waiting");
    await settled("its tab", () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === "iris@v1.1.0 → production"),
    );
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

describe("two versions", () => {
  it("are compared side by side, with what the registry tells of each", async () => {
    const [left = "", right = ""] = await run<readonly string[]>("compareVersions", { version: "v1.2.0", other: "v1.1.0" });
    const textOf = async (uri: string) => (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText();
    assert.match(await textOf(left), /"accuracy": 0\.96/);
    assert.match(await textOf(right), /"accuracy": 0\.5/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

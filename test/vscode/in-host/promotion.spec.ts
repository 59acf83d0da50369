import assert from "node:assert/strict";
import type { Decision, LedgerEvent, MoveReport } from "@muster/core";
import * as vscode from "vscode";
import { be, git } from "../iris-repository.js";

const [folder] = vscode.workspace.workspaceFolders ?? [];
if (folder === undefined) throw new Error("the suite wants a folder");
const root = vscode.Uri.joinPath(folder.uri, "iris").fsPath;

const run = async <T>(command: string, given: object = {}): Promise<T> =>
  await vscode.commands.executeCommand(`muster.${command}`, { root, model: "iris", ...given });

const candidate = { version: "v1.1.0" } as const;
const holders = () => git(root, "tag", "--list", "iris#*");

describe("a model version in the editor", function () {
  this.timeout(60_000);

  it("is checked: the decision is the engine's, and nothing is written", async () => {
    const decision = await run<Decision>("check", { ...candidate, stage: "staging" });
    assert.equal(decision.verdict, "allowed");
    const denied = await run<Decision>("check", { version: "v1.2.0", stage: "staging" });
    assert.equal(denied.verdict, "denied");
    assert.equal(holders(), "");
  });

  it("is promoted to a stage whose gates allow it", async () => {
    const report = await run<MoveReport>("promote", { ...candidate, stage: "staging", confirmed: true });
    assert.equal(report.status, "applied");
    assert.notEqual(holders(), "");
  });

  it("is refused where a gate denies it, and nothing is moved", async () => {
    const before = holders();
    const report = await run<MoveReport>("promote", { version: "v1.2.0", stage: "staging", confirmed: true });
    assert.equal(report.status, "not-allowed");
    assert.equal(holders(), before);
  });

  it("is approved by whoever git says works here, and by nobody whom the policy does not ask", async () => {
    await assert.rejects(run("approve", { ...candidate, stage: "production", reason: "good" }), /not among those who may approve/);
    be(root, "alice");
    const event = await run<LedgerEvent>("approve", { ...candidate, stage: "production", reason: "good" });
    assert.equal(event.type, "approval.granted");
    assert.equal(event.actor.identity, "alice@example.com");
    be(root, "erin");
  });
});

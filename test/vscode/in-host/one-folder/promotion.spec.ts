import assert from "node:assert/strict";
import type { Decision, LedgerEvent, MoveReport } from "@muster/core";
import { be, git } from "../../iris-repository.js";
import { repository, runIn } from "../muster.js";

const root = repository("iris").fsPath;
const run = runIn(root);

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
    assert.equal(report.events.at(-1)?.tool.split("/")[0], "muster-vscode");
    assert.notEqual(holders(), "");
  });

  it("is refused where a gate denies it, and nothing is moved", async () => {
    const before = holders();
    const report = await run<MoveReport>("promote", { version: "v1.2.0", stage: "staging", confirmed: true });
    assert.equal(report.status, "not-allowed");
    assert.equal(holders(), before);
  });

  it("is approved by nobody whom the policy does not ask", async () => {
    await assert.rejects(run("approve", { ...candidate, stage: "production", reason: "good" }), /not among those who may approve/);
  });
});

describe("the last stage", function () {
  this.timeout(60_000);
  const production = { ...candidate, stage: "production" } as const;

  it("takes the check that the policy asks for, under no other name", async () => {
    await assert.rejects(
      run("recordCheck", { ...candidate, name: "bias-audits", status: "passed", summary: "" }),
      /did you mean|asks for no check/,
    );
    const event = await run<LedgerEvent>("recordCheck", { ...candidate, name: "bias-audit", status: "passed", summary: "no bias" });
    assert.equal(event.body.status, "passed");
  });

  it("takes the word of whoever git says works here, and it can be taken back", async () => {
    be(root, "alice");
    const granted = await run<LedgerEvent>("approve", { ...production, reason: "good" });
    assert.deepEqual([granted.type, granted.actor.identity], ["approval.granted", "alice@example.com"]);
    const revoked = await run<LedgerEvent>("revoke", { ...production, reason: "second thoughts" });
    assert.equal(revoked.type, "approval.revoked");
    be(root, "erin");
    const waiting = await run<MoveReport>("promote", { ...production, confirmed: true });
    assert.deepEqual([waiting.status, waiting.decision?.verdict], ["not-allowed", "waiting"]);
  });

  it("is reached once everybody whom it asks has spoken, and rolled back with a reason", async () => {
    be(root, "bob");
    await run("approve", { ...production, reason: "" });
    be(root, "erin");
    const promoted = await run<MoveReport>("promote", { ...production, confirmed: true });
    assert.equal(promoted.status, "applied");
    await assert.rejects(run("rollBack", { stage: "production", reason: "slow", confirmed: true }), /no version that held `production`/);
  });
});

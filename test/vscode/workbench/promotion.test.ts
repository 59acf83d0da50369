import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, be, git, makeIrisRepository, promoteTheOldest } from "../iris-repository.js";
import { approve, beginPromotion, choosePromotion, recordAudit, told } from "./acts.js";
import { openForSuite } from "./open.js";

interface History {
  readonly events: readonly { readonly type: string; readonly tool: string; readonly actor: { readonly identity: string } }[];
}

describe("a model version that a person promotes in the workbench", () => {
  const opened = openForSuite({
    prepare: (folder) => {
      makeIrisRepository(folder);
      promoteTheOldest(folder);
    },
  });

  /** The version that git's tags name for a stage: the newest tag of the stage, and the version at the same commit. */
  const holderOf = (stage: string): string | undefined => {
    const { folder } = opened();
    const [newest] = git(folder, "tag", "--list", `iris#${stage}#*`, "--sort=-version:refname").split("\n");
    return git(folder, "tag", "--list", "iris@*", "--points-at", `${newest}^{}`);
  };
  const eventsOf = () => ask<History>(opened().folder, "history", "iris").events.map(({ type, actor }) => `${type} ${actor.identity}`);

  it("is refused with its reasons where a gate denies it, and nothing is moved", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Muster").waitFor();
    const before = eventsOf();
    await workbench.run("Muster: Promote Model Version…");
    await workbench.choose("iris");
    await workbench.choose("v1.2.0");
    assert.deepEqual(await workbench.choices("staging"), [
      "staging denied | accuracy is 0.5, below the minimum 0.9",
      "production denied | v1.2.0 does not hold staging, and 3 more",
    ]);
    await workbench.picture("verdicts");
    await workbench.choose("staging", "denied");
    assert.match(await told(workbench, "Nothing was moved."), /0\.5.*0\.9/s);
    assert.equal(holderOf("staging"), "iris@v1.0.0");
    assert.deepEqual(eventsOf(), before);
  });

  it("is not moved when the person says no, who is told that the working tree does not count", async () => {
    const { workbench, folder } = opened();
    const policy = join(folder, "promotion.yaml");
    const committed = readFileSync(policy, "utf8");
    writeFileSync(policy, `${committed}# changed\n`);
    const before = eventsOf();
    const modal = await beginPromotion(workbench, "v1.1.0", "staging");
    assert.match(modal.text, /Promote iris@v1\.1\.0 to staging\?/);
    assert.match(modal.text, /from v1\.0\.0 to v1\.1\.0/);
    assert.match(modal.text, /promotion\.yaml in the working tree is not what commit/);
    await modal.answer("Cancel");
    writeFileSync(policy, committed);
    assert.equal(holderOf("staging"), "iris@v1.0.0");
    assert.deepEqual(eventsOf(), before);
  });

  it("is promoted when the person confirms what is shown", async () => {
    const { workbench } = opened();
    await (await beginPromotion(workbench, "v1.1.0", "staging")).answer("Promote");
    await workbench.notification("iris@v1.1.0 holds staging now, in place of v1.0.0.");
    await workbench.picture("promoted");
    await workbench.clearNotifications();
    assert.equal(holderOf("staging"), "iris@v1.1.0");
    assert.deepEqual(eventsOf().slice(-2), ["promotion.intended erin@example.com", "promotion.applied erin@example.com"]);
  });

  it("waits at the last stage for the check and the approval that its policy asks for", async () => {
    const { workbench } = opened();
    await recordAudit(workbench, "v1.1.0");
    await choosePromotion(workbench, "v1.1.0", "production", "waiting");
    assert.match(await told(workbench, "Nothing was moved."), /approval/);
    assert.equal(holderOf("production"), "iris@v1.0.0");
  });

  it("stands before whoever is asked for an approval, and is approved there", async () => {
    const { workbench, folder } = opened();
    be(folder, "alice");
    await workbench.run("Muster: Refresh");
    const waiting = (await workbench.view("Waiting for me")).filter({ hasText: "iris@v1.1.0 → production" });
    await waiting.waitFor();
    await workbench.statusItem("Muster: 1 waiting for you").waitFor();
    await workbench.picture("waiting");
    await approve(workbench, "v1.1.0");
    await waiting.waitFor({ state: "detached" });
    assert.equal(eventsOf().at(-1), "approval.granted alice@example.com");
    be(folder, "erin");
  });

  it("reaches the last stage only when the person types its version after they confirmed", async () => {
    const { workbench } = opened();
    const modal = await beginPromotion(workbench, "v1.1.0", "production");
    assert.match(modal.text, /production of iris: from v1\.0\.0 to v1\.1\.0/);
    assert.match(modal.text, /Decision: allowed\. iris@v1\.1\.0 may move to production\./);
    assert.match(modal.text, /Approved by: alice@example\.com \(claimed\)/);
    await workbench.picture("confirm");
    await modal.answer("Promote");
    const asking = await workbench.write("production is the last stage of iris", "v1.0.0");
    await asking.getByText("This is not v1.1.0").waitFor();
    await workbench.page.keyboard.press("Enter");
    assert.equal(holderOf("production"), "iris@v1.0.0");
    await workbench.answer("production is the last stage of iris", "v1.1.0");
    await told(workbench, "iris@v1.1.0 holds production now, in place of v1.0.0.");
    assert.equal(holderOf("production"), "iris@v1.1.0");
  });

  it("is rolled back with a reason, which the ledger keeps", async () => {
    const { workbench, folder } = opened();
    await workbench.run("Muster: Roll Back…");
    await workbench.choose("iris");
    await workbench.choose("production");
    await workbench.answer("Roll back production of iris", "slow on Sundays");
    const modal = await workbench.modal();
    assert.match(modal.text, /Roll production of iris back to v1\.0\.0\?/);
    await modal.answer("Roll Back");
    await workbench.answer("production is the last stage of iris", "v1.0.0");
    await told(workbench, "iris@v1.0.0 holds production now, in place of v1.1.0.");
    assert.equal(holderOf("production"), "iris@v1.0.0");
    const { events } = ask<History>(folder, "history", "iris");
    assert.match(JSON.stringify(events), /slow on Sundays/);
    assert.ok(events.slice(6).every(({ tool }) => tool.startsWith("muster-vscode/")));
  });

  it("has its whole history in a view", async () => {
    const { workbench } = opened();
    const history = await workbench.view("History");
    await history.filter({ hasText: "rolled back" }).first().waitFor();
    await workbench.view("Models");
    await workbench.picture("views");
  });
});

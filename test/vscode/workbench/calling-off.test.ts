import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultProxy, startMlflowServer, type FaultProxy, type MlflowServer } from "@muster/mlflow-server";
import { aliasesOfIris, registerIris } from "../iris-in-mlflow.js";
import { git, makeIrisRepository } from "../iris-repository.js";
import { beginPromotion, told } from "./acts.js";
import { openForSuite } from "./open.js";

describe("a promotion under way, in the workbench", function () {
  this.timeout(300_000);
  const home = mkdtempSync(join(tmpdir(), "muster-workbench-"));
  let server: MlflowServer;
  let mlflow: FaultProxy;
  before(async () => {
    server = await startMlflowServer({ folder: home });
    await registerIris(server.uri);
    mlflow = await faultProxy(server.uri);
  });
  after(() => {
    server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const opened = openForSuite({
    prepare: (folder) => {
      makeIrisRepository(folder);
      writeFileSync(
        join(folder, "muster.config.yaml"),
        `version: 1\nregistry: { type: mlflow, uri: ${mlflow.uri} }\nledger: { type: git }\n`,
      );
      git(folder, "commit", "--quiet", "--all", "--message", "Name MLflow");
    },
  });
  // A busy machine takes its time: only what never comes is a failure.
  before(() => opened().workbench.page.setDefaultTimeout(120_000));

  /** The newest event of the ledger; empty where there is none. */
  const newest = (): string => git(opened().folder, "for-each-ref", "--format=%(contents:subject)", "refs/heads/muster/ledger");

  it("can be called off until it is announced in the ledger, and then nothing was done", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Muster").waitFor();
    const modal = await beginPromotion(workbench, "2", "staging");
    const letThrough = mlflow.hold();
    await modal.answer("Promote");
    const toast = await workbench.notification("Promoting iris@2 to staging");
    await toast.getByRole("button", { name: "Cancel" }).click();
    letThrough();
    await told(workbench, "You called it off; nothing was moved.");
    assert.deepEqual([await aliasesOfIris(server.uri), newest()], [{}, ""]);
  });

  it("offers no Cancel from then on, and says why", async () => {
    const { workbench } = opened();
    const modal = await beginPromotion(workbench, "2", "staging");
    const letThrough = mlflow.hold(({ method }) => method === "POST");
    await modal.answer("Promote");
    await workbench.notification("announced, too late to cancel");
    await workbench.page.locator(".notifications-toasts").getByRole("button", { name: "Cancel" }).waitFor({ state: "detached" });
    await workbench.picture("announced");
    while (!mlflow.seen.some(({ method }) => method === "POST")) await workbench.page.waitForTimeout(100);
    assert.match(newest(), /promotion\.intended/);
    letThrough();
    await told(workbench, "iris@2 holds staging now");
    assert.deepEqual(await aliasesOfIris(server.uri), { staging: "2" });
    assert.match(newest(), /promotion\.applied/);
  });
});

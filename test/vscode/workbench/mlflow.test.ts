import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { admin, faultProxy, startBasicAuthServer, startMlflowServer, type FaultProxy, type MlflowServer } from "@muster/mlflow-server";
import { aliasesOfIris, registerIris } from "../iris-in-mlflow.js";
import { be, git, makeIrisRepository } from "../iris-repository.js";
import { approve, beginPromotion, promote, recordAudit, signOut, told } from "./acts.js";
import { openForSuite } from "./open.js";

const basic = `Basic ${Buffer.from(`${admin.username}:${admin.password}`).toString("base64")}`;

describe("an MLflow server behind a login, in the workbench", function () {
  this.timeout(300_000);
  const home = mkdtempSync(join(tmpdir(), "muster-workbench-"));
  let server: MlflowServer;
  let mlflow: FaultProxy;
  let elsewhere: FaultProxy;
  before(async () => {
    const open = await startMlflowServer({ folder: home });
    await registerIris(open.uri);
    open.stop();
    server = await startBasicAuthServer(home, open.database);
    [mlflow, elsewhere] = [await faultProxy(server.uri), await faultProxy(server.uri)];
  });
  after(() => {
    server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const opened = openForSuite({ prepare: makeIrisRepository });
  // A busy machine takes its time: only what never comes is a failure.
  before(() => opened().workbench.page.setDefaultTimeout(120_000));

  const aliases = () => aliasesOfIris(server.uri, { authorization: basic });
  const connect = async (password: string): Promise<void> => {
    const { workbench } = opened();
    await workbench.run("Muster: Connect Registry…");
    await workbench.answer("The address of the MLflow server", mlflow.uri);
    await workbench.choose("User name and password");
    await workbench.answer("User name", admin.username);
    await workbench.answer("Password. It is kept in the secret storage", password);
  };
  const config = () => readFileSync(join(opened().folder, "muster.config.yaml"), "utf8");
  const commit = () => git(opened().folder, "commit", "--quiet", "--all", "--message", "Configure");

  it("is not connected with a wrong password, and the person is told", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Muster").waitFor();
    const before = config();
    await connect("wrong");
    assert.match(await told(workbench, "answered 401"), /check the user name and the password/i);
    assert.equal(config(), before);
  });

  it("is connected with the right one, which stands in no file", async () => {
    const { workbench } = opened();
    await connect(admin.password);
    const modal = await workbench.modal();
    assert.match(modal.text, /Its registry will be MLflow at/);
    await modal.answer("Change It");
    await workbench.notification("1 model. muster.config.yaml names it");
    await workbench.picture("connected");
    await workbench.clearNotifications();
    assert.ok(config().includes(mlflow.uri) && !config().includes(admin.password));
    commit();
  });

  it("shows beside the policy and in the views what it holds", async () => {
    const { workbench } = opened();
    await workbench.run("Muster: Refresh");
    const models = await workbench.view("Models");
    await models.filter({ hasText: "2 → staging" }).waitFor();
    await workbench.open("promotion.yaml");
    await workbench.page.locator(".view-line", { hasText: /0\.5\s▼\s0\.4/ }).waitFor();
    await workbench.page.locator(".codelens-decoration", { hasText: "iris@3: denied by metric:accuracy" }).waitFor();
    await workbench.picture("mlflow");
  });

  it("takes a promotion from the palette, by the login that was kept", async () => {
    const { workbench } = opened();
    mlflow.seen.length = 0;
    await promote(workbench, "2", "staging");
    assert.deepEqual(await aliases(), { staging: "2" });
    assert.ok(mlflow.seen.length > 0 && mlflow.seen.every(({ headers }) => headers.authorization === basic));
  });

  it("takes a check, and shows whoever may approve what waits for them", async () => {
    const { workbench, folder } = opened();
    await recordAudit(workbench, "2");
    be(folder, "alice");
    await workbench.run("Muster: Refresh");
    await approve(workbench, "2");
    be(folder, "erin");
  });

  it("takes the promotion to the last stage after their word, and shows it in the history", async () => {
    const { workbench } = opened();
    await (await beginPromotion(workbench, "2", "production")).answer("Promote");
    await workbench.answer("Type 2 to go on", "2");
    await told(workbench, "iris@2 holds production now");
    assert.deepEqual(await aliases(), { production: "2", staging: "2" });
    await (await workbench.view("History")).filter({ hasText: "production is held by 2" }).first().waitFor();
  });

  it("keeps its login to itself: another address in the configuration is sent none", async () => {
    const { workbench, folder } = opened();
    const before = config();
    writeFileSync(join(folder, "muster.config.yaml"), before.replace(mlflow.uri, elsewhere.uri));
    commit();
    await workbench.run("Muster: Refresh");
    await (await workbench.view("Models")).filter({ hasText: "answered 401" }).first().waitFor();
    assert.ok(elsewhere.seen.length > 0 && elsewhere.seen.every(({ headers }) => headers.authorization === undefined));
    writeFileSync(join(folder, "muster.config.yaml"), before);
    commit();
    await workbench.run("Muster: Refresh");
    await (await workbench.view("Models")).filter({ hasText: "iris" }).first().waitFor();
  });

  it("has no login any more once the person signed out", async () => {
    const { workbench } = opened();
    await signOut(workbench, mlflow.uri);
    await (await workbench.view("Models")).filter({ hasText: "answered 401" }).first().waitFor();
    mlflow.seen.length = 0;
    await workbench.run("Muster: Refresh");
    while (mlflow.seen.length === 0) await workbench.page.waitForTimeout(100);
    assert.ok(mlflow.seen.every(({ headers }) => headers.authorization === undefined));
  });
});

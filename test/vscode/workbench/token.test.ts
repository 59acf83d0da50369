import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultProxy, startMlflowServer, type FaultProxy, type MlflowServer } from "@muster/mlflow-server";
import { aliasesOfIris, registerIris } from "../iris-in-mlflow.js";
import { git, makeIrisRepository } from "../iris-repository.js";
import { promote, signOut, told } from "./acts.js";
import { openForSuite } from "./open.js";

const token = "tok-3Qv9xKfR8mZpL2wD";
const wrong = "tok-8hTzWq1nYb5cJ0sM";
const bearer = `Bearer ${token}`;

/** A proxy in front of a server that is open, which lets nobody through who has not the token. */
const bearerProxy = async (target: string): Promise<FaultProxy> => {
  const proxy = await faultProxy(target);
  proxy.fault = ({ headers }) =>
    headers.authorization === bearer ? undefined : { kind: "answer", status: 401, headers: { "www-authenticate": "Bearer" } };
  return proxy;
};

/**
 * The files below a folder that have a text, as it is or as others write it. The browser deletes and renames files of its cache
 * while they are looked at: where one is gone all are looked at again, as what it held may have another name by now.
 */
const filesWith = (folder: string, text: string): readonly string[] => {
  const forms = [Buffer.from(text), Buffer.from(text, "utf16le"), Buffer.from(Buffer.from(text).toString("base64"))];
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => forms.some((form) => readFileSync(file).includes(form)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return filesWith(folder, text);
    throw error;
  }
};

describe("an MLflow server that asks for a token, in the workbench", function () {
  this.timeout(300_000);
  const home = mkdtempSync(join(tmpdir(), "muster-workbench-"));
  let server: MlflowServer;
  let mlflow: FaultProxy;
  let elsewhere: FaultProxy;
  before(async () => {
    server = await startMlflowServer({ folder: home });
    await registerIris(server.uri);
    [mlflow, elsewhere] = [await bearerProxy(server.uri), await bearerProxy(server.uri)];
  });
  after(() => {
    server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const opened = openForSuite({
    prepare: (folder) => {
      makeIrisRepository(folder);
      name(folder, mlflow.uri);
    },
  });
  // A busy machine takes its time: only what never comes is a failure.
  before(() => opened().workbench.page.setDefaultTimeout(120_000));

  /** Lets the configuration name an address. */
  const name = (folder: string, uri: string): void => {
    writeFileSync(join(folder, "muster.config.yaml"), `version: 1\nregistry: { type: mlflow, uri: ${uri} }\nledger: { type: git }\n`);
    git(folder, "commit", "--quiet", "--all", "--message", `Name ${uri}`);
  };
  const connect = async (answer: string): Promise<void> => {
    const { workbench } = opened();
    await workbench.run("Muster: Connect Registry…");
    await workbench.answer("The address of the MLflow server", mlflow.uri);
    await workbench.choose("Token");
    const box = await workbench.write("Token. It is kept in the secret storage", answer);
    assert.equal(await box.locator("input.input").first().getAttribute("type"), "password");
    await workbench.picture("token");
    await workbench.page.keyboard.press("Enter");
  };
  const authorizations = ({ seen }: FaultProxy) => [...new Set(seen.map(({ headers }) => headers.authorization))];

  it("is not shown without it, and the person is told how to log in", async () => {
    const { workbench } = opened();
    await workbench.statusItem("Muster").waitFor();
    await workbench.view("Models");
    const said = workbench.page.locator(".tree-explorer-viewlet-tree-view .message", { hasText: "answered 401" });
    await said.waitFor();
    await workbench.picture("login-needed");
    assert.match(await said.innerText(), /answered 401\. Log in with .*Muster: Connect Registry…/);
    assert.deepEqual(authorizations(mlflow), [undefined]);
  });

  it("refuses a wrong one, which is not kept", async () => {
    const { workbench } = opened();
    await connect(wrong);
    assert.match(await told(workbench, "answered 401"), /check the token/i);
    mlflow.seen.length = 0;
    await workbench.run("Muster: Refresh");
    while (mlflow.seen.length === 0) await workbench.page.waitForTimeout(100);
    assert.deepEqual(authorizations(mlflow), [undefined]);
  });

  it("shows what it holds once it has the right one", async () => {
    const { workbench } = opened();
    mlflow.seen.length = 0;
    await connect(token);
    await told(workbench, "1 model. muster.config.yaml names it");
    await (await workbench.view("Models")).filter({ hasText: "2 → staging" }).waitFor();
    await workbench.open("promotion.yaml");
    await workbench.page.locator(".view-line", { hasText: /0\.5\s▼\s0\.4/ }).waitFor();
    await workbench.page.locator(".codelens-decoration", { hasText: "iris@3: denied by metric:accuracy" }).waitFor();
  });

  it("takes a promotion with it", async () => {
    const { workbench } = opened();
    mlflow.seen.length = 0;
    await promote(workbench, "2", "staging");
    assert.deepEqual(await aliasesOfIris(server.uri), { staging: "2" });
    assert.deepEqual(authorizations(mlflow), [bearer]);
  });

  it("has its token in no file of the workspace, of VS Code or of its logs, nor in an output channel", async () => {
    const { workbench, folder, server: vscode } = opened();
    // What is said of the address is found where the token is looked for.
    assert.ok(filesWith(vscode.folder, mlflow.uri).some((file) => file.endsWith("Muster.log")));
    await workbench.run("Muster: Show Output");
    await workbench.page.locator(".output-view-container, .output-view", { hasText: "answered 401" }).first().waitFor();
    for (const secret of [token, wrong]) {
      assert.deepEqual([filesWith(folder, secret), filesWith(vscode.folder, secret)], [[], []]);
      assert.ok(!vscode.log().includes(secret));
      assert.ok(!(await workbench.page.content()).includes(secret));
      // The secret store of this VS Code is here, encrypted.
      const stored = await workbench.page.evaluate<Readonly<Record<string, string>>>("({ ...localStorage })");
      assert.ok(stored["secrets.provider"] !== undefined && !JSON.stringify(stored).includes(secret));
    }
  });

  it("is still logged in to after the window was loaded anew", async () => {
    const { workbench } = opened();
    await workbench.page.reload();
    await workbench.statusItem("Muster").waitFor();
    await (await workbench.view("Models")).filter({ hasText: "iris" }).first().waitFor();
  });

  it("keeps its token to itself: another address in the configuration is sent none", async () => {
    const { workbench, folder } = opened();
    name(folder, elsewhere.uri);
    await workbench.run("Muster: Refresh");
    await (await workbench.view("Models")).filter({ hasText: "answered 401" }).first().waitFor();
    assert.deepEqual(authorizations(elsewhere), [undefined]);
    name(folder, mlflow.uri);
    await workbench.run("Muster: Refresh");
    await (await workbench.view("Models")).filter({ hasText: "iris" }).first().waitFor();
  });

  it("is sent none any more once the person signed out, not even by what was being read", async () => {
    const { workbench } = opened();
    mlflow.seen.length = 0;
    const letThrough = mlflow.hold();
    await workbench.run("Muster: Refresh");
    while (mlflow.seen.length === 0) await workbench.page.waitForTimeout(100);
    await signOut(workbench, mlflow.uri);
    assert.deepEqual(authorizations(mlflow), [bearer]);
    mlflow.seen.length = 0;
    letThrough();
    await (await workbench.view("Models")).filter({ hasText: "answered 401" }).first().waitFor();
    await workbench.run("Muster: Refresh");
    assert.deepEqual(authorizations(mlflow), [undefined]);
  });
});

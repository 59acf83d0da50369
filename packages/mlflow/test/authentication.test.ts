import assert from "node:assert/strict";
import { connectionFromEnvironment, mlflowRegistry, type ConfiguredServer, type Environment } from "@muster/mlflow";
import type { Registry } from "@muster/core";
import { admin, newModel, rest } from "@muster/mlflow-server";
import { sharedServer, startAuthenticatedServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";

describe("MLflow's basic-auth app", function () {
  this.timeout(200_000);
  let uri: string;
  let model: string;
  const reader = { username: "reader", password: "only-reads-models" };
  before(async () => {
    const server = await sharedServer();
    model = await newModel(server.uri, 2);
    uri = await startAuthenticatedServer(server);
    const authorization = `Basic ${Buffer.from(`${admin.username}:${admin.password}`).toString("base64")}`;
    await rest(uri, "POST", "users/create", reader, { authorization });
  });

  const registryFor = async (env: Environment, file?: string, configured?: ConfiguredServer): Promise<Registry> =>
    mlflowRegistry({ connection: await take(connectionFromEnvironment({ MLFLOW_TRACKING_URI: uri, ...env }, file, configured)) });
  const login = ({ username, password }: typeof admin) => ({ MLFLOW_TRACKING_USERNAME: username, MLFLOW_TRACKING_PASSWORD: password });
  const toProduction = (version: string | null, holder: string | null) => ({ model, stage: "production", version, holder });

  it("lets us in with the variables, the credentials file, and what stands in the address", async () => {
    const { username, password } = admin;
    const file = `[mlflow]\nmlflow_tracking_username = ${username}\nmlflow_tracking_password = ${password.replaceAll("%", "%%")}\n`;
    const inAddress = uri.replace("://", `://${username}:${encodeURIComponent(password)}@`);
    for (const registry of [
      await registryFor(login(admin)),
      await registryFor({}, file),
      await registryFor({ MLFLOW_TRACKING_URI: inAddress }),
    ]) {
      assert.equal((await take(registry.listVersions(model))).length, 2);
      assert.equal(registry.id, `mlflow:${uri}`);
    }
  });

  it("lets us move a stage", async () => {
    const registry = await registryFor(login(admin));
    await take(registry.move(toProduction("1", null)));
    await take(registry.move(toProduction(null, "1")));
  });

  it("turns us away, and we say how to log in", async () => {
    await failsWith(
      (await registryFor({})).listModels(),
      "refused",
      /answered 401: You are not authenticated/,
      /set `MLFLOW_TRACKING_TOKEN`/,
    );
    const wrong = await failsWith(
      (await registryFor(login({ ...admin, password: "hunter2!" }))).readHolders(model),
      "refused",
      /401/,
      /does not take them/,
    );
    assert.ok(!JSON.stringify(wrong).includes("hunter2!"));
    await failsWith((await registryFor({ MLFLOW_TRACKING_TOKEN: "no-such-token" })).listVersions(model), "refused", /401/, /the token/);
  });

  it("gets no credential that is for another address", async () => {
    const elsewhere = { ...login(admin), MLFLOW_TRACKING_URI: "https://mlflow.example.com" };
    await failsWith(
      (await registryFor(elsewhere, undefined, { uri })).listModels(),
      "refused",
      /401/,
      /set `MLFLOW_TRACKING_URI` to this address/,
    );
  });

  it("lets somebody read who may not move, and we say what is missing", async () => {
    const registry = await registryFor(login(reader));
    assert.equal((await take(registry.readVersion(model, "2"))).version, "2");
    await failsWith(registry.move(toProduction("2", null)), "refused", /answered 403: Permission denied/, /ask for the permission/);
    assert.deepEqual(await take(registry.readHolders(model)), {});
  });
});

import type { StageBindings } from "@muster/core";
import { mlflowRegistry } from "@muster/mlflow";
import { registryContract, type RegistrySubject } from "@muster/core/testing";
import { freePort, newModel, newName, newVersion } from "@muster/mlflow-server";
import { connectionTo, sharedServer } from "./mlflow-server.js";

/** A version whose run is not there, so that nobody knows its facts; one by template. */
const brokenVersions = new Map<string, Promise<{ readonly model: string; readonly version: string }>>();

const makeBroken = async (registeredAs: string) => {
  const model = newName();
  const { uri } = await sharedServer();
  const version = await newVersion(uri, await newModel(uri, 0, registeredAs.replace("{model}", model)), { run_id: "f".repeat(32) });
  return { model, version };
};

const subject = async (stages: StageBindings, registeredAs = "{model}"): Promise<RegistrySubject> => {
  const { uri } = await sharedServer();
  const model = newName();
  await newModel(uri, 3, registeredAs.replace("{model}", model));
  for (const binding of Object.values(stages)) if ("copyTo" in binding) await newModel(uri, 0, binding.copyTo.replace("{model}", model));
  const broken = brokenVersions.get(registeredAs) ?? makeBroken(registeredAs);
  brokenVersions.set(registeredAs, broken);
  const registry = mlflowRegistry({ connection: connectionTo(uri), stages, registeredAs });
  return {
    registry,
    model,
    versions: ["3", "2", "1"],
    malformed: { registry, ...(await broken) },
    unreachable: mlflowRegistry({ connection: connectionTo(`http://127.0.0.1:${await freePort()}`), stages }),
  };
};

describe("the MLflow registry keeps the contract", function () {
  this.timeout(150_000);
  before(() => sharedServer());

  describe("where stages are aliases", () => registryContract({ describe, it }, () => subject({})));

  describe("where stages are aliases of other names", () =>
    registryContract({ describe, it }, () => subject({ staging: { alias: "challenger" }, production: { alias: "champion" } })));

  describe("where a stage is one of MLflow's own", () =>
    registryContract({ describe, it }, () => subject({ production: { legacyStage: "Production" } })));

  describe("where a stage is a registered model of its own", () =>
    registryContract({ describe, it }, () => subject({ staging: { alias: "rc" }, production: { copyTo: "prod.{model}" } }, "dev.{model}")));
});

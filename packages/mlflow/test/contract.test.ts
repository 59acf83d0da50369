import { mlflowRegistry, type StageBindings } from "@muster/mlflow";
import { registryContract, type RegistrySubject } from "@muster/core/testing";
import { connectionTo, freePort, sharedServer } from "./mlflow-server.js";
import { newModel, newName, newVersion } from "./rest.js";

const subject = async (stages: StageBindings, registeredAs = "{model}"): Promise<RegistrySubject> => {
  const { uri } = await sharedServer();
  const [model, broken] = [newName(), newName()];
  const registered = (template: string, name: string) => template.replace("{model}", name);
  await newModel(uri, 3, registered(registeredAs, model));
  for (const binding of Object.values(stages)) if ("copyTo" in binding) await newModel(uri, 0, registered(binding.copyTo, model));
  const registry = mlflowRegistry({ connection: connectionTo(uri), stages, registeredAs });
  // its run is not there, so nobody knows its facts
  const version = await newVersion(uri, await newModel(uri, 0, registered(registeredAs, broken)), {
    run_id: "0123456789abcdef0123456789abcdef",
  });
  return {
    registry,
    model,
    versions: ["3", "2", "1"],
    malformed: { registry, model: broken, version },
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

import assert from "node:assert/strict";
import type { Registry, StageBindings } from "@muster/core";
import { mlflowRegistry } from "@muster/mlflow";
import { newModel, newName, newVersion } from "@muster/mlflow-server";
import { connectionTo, sharedServer, type TestServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";

/** A version as MLflow's Python client shows it. */
interface PythonVersion {
  readonly version: string;
  readonly current_stage: string;
  readonly source: string;
  readonly run_id: string;
  readonly tags: Readonly<Record<string, string>>;
}

describe("a move in MLflow", function () {
  this.timeout(150_000);
  let server: TestServer;
  before(async () => {
    server = await sharedServer();
  });

  const registryWith = (stages: StageBindings): Registry => mlflowRegistry({ connection: connectionTo(server.uri), stages });
  const move = (registry: Registry, model: string, stage: string, version: string | null, holder: string | null) =>
    take(registry.move({ model, stage, version, holder }));

  describe("of a stage that is an alias", () => {
    it("is what MLflow's own client sees, and we see what it moves", async () => {
      const model = await newModel(server.uri, 2);
      const registry = registryWith({ production: { alias: "champion" } });
      await move(registry, model, "production", "1", null);
      await move(registry, model, "staging", "2", null);
      const aliases = await server.python.call<{ readonly aliases: object }>("get_registered_model", model);
      assert.deepEqual(aliases.aliases, { champion: "1", staging: "2" });

      await server.python.call("set_registered_model_alias", model, "champion", "2");
      await server.python.call("set_registered_model_alias", model, "shadow", "1");
      assert.deepEqual(await take(registry.readHolders(model)), { production: "2", staging: "2", shadow: "1" });
      await failsWith(
        registry.move({ model, stage: "production", version: "1", holder: "1" }),
        "conflict",
        /`production` of `.*` is held by `2`, not by `1`/,
      );
      await move(registry, model, "production", null, "2");
      assert.deepEqual(await take(registry.readHolders(model)), { staging: "2", shadow: "1" });
    });

    it("does not mistake the alias of a bound stage's name for the stage", async () => {
      const model = await newModel(server.uri, 2);
      const registry = registryWith({ production: { alias: "champion" } });
      await server.python.call("set_registered_model_alias", model, "production", "2");
      assert.deepEqual(await take(registry.readHolders(model)), {});
      await failsWith(
        registry.move({ model, stage: "champion", version: "1", holder: null }),
        "refused",
        /alias of its name serves another stage/,
      );
    });

    it("takes the names that MLflow takes, and refuses the others before it asks", async () => {
      const model = await newModel(server.uri, 1);
      const registry = registryWith({});
      const names = ["prod", "Prod-EU_2", "produktion-ß", "生产", "x".repeat(255), "v1x", "latest-2", "v"];
      for (const name of names) await move(registry, model, name, "1", null);
      assert.deepEqual(Object.keys(await take(registry.readHolders(model))).sort(), names.toSorted());
      for (const name of ["", "a b", "a/b", "a.b", "a\n", "latest", "LATEST", "v1", "V12", "v٣", "x".repeat(256), "🦊", "e\u0301"]) {
        await failsWith(registry.move({ model, stage: name, version: "1", holder: null }), "refused", /alias/);
        if (name !== "a\n")
          await assert.rejects(
            server.python.call("set_registered_model_alias", model, name, "1"),
            /INVALID_PARAMETER_VALUE|EXCEPTION/i,
            name,
          );
      }
    });
  });

  describe("of a stage that is one of MLflow's own", () => {
    const stagesOf = async (model: string) =>
      Object.fromEntries(
        (await server.python.call<readonly PythonVersion[]>("search_model_versions", `name='${model}'`)).map((each) => [
          each.version,
          each.current_stage,
        ]),
      );

    it("archives who was there, where the binding says so", async () => {
      const model = await newModel(server.uri, 3);
      const registry = registryWith({ live: { legacyStage: "Production", archive: true } });
      await server.python.call("transition_model_version_stage", model, "1", "Production");
      assert.deepEqual(await take(registry.readHolders(model)), { live: "1" });
      await move(registry, model, "live", "3", "1");
      assert.deepEqual(await stagesOf(model), { 1: "Archived", 2: "None", 3: "Production" });
      await move(registry, model, "live", "2", "3");
      assert.deepEqual(await stagesOf(model), { 1: "Archived", 2: "Production", 3: "Archived" });
      await failsWith(registry.move({ model, stage: "live", version: "3", holder: "1" }), "conflict", /held by `2`, not by `1`/);
      await move(registry, model, "live", null, "2");
      assert.deepEqual(await stagesOf(model), { 1: "Archived", 2: "Archived", 3: "Archived" });
      assert.deepEqual(await take(registry.readHolders(model)), {});
    });

    it("else leaves older versions there, and takes out only those that would go before the new one", async () => {
      const model = await newModel(server.uri, 4);
      const registry = registryWith({ live: { legacyStage: "Production" } });
      await move(registry, model, "live", "1", null);
      await move(registry, model, "live", "3", "1");
      await move(registry, model, "live", "4", "3");
      assert.deepEqual(await stagesOf(model), { 1: "Production", 2: "None", 3: "Production", 4: "Production" });
      await move(registry, model, "live", "2", "4");
      assert.deepEqual(await stagesOf(model), { 1: "Production", 2: "Production", 3: "Archived", 4: "Archived" });
      assert.deepEqual(await take(registry.readHolders(model)), { live: "2" });
      await move(registry, model, "live", null, "2");
      assert.deepEqual(await stagesOf(model), { 1: "Archived", 2: "Archived", 3: "Archived", 4: "Archived" });
    });
  });

  describe("of a stage that is a registered model of its own", () => {
    const versionsOf = (name: string) =>
      server.python.call<readonly PythonVersion[]>("search_model_versions", `name='${name}'`, 100, ["version_number ASC"]);
    let registry: Registry;
    before(() => {
      registry = registryWith({ production: { copyTo: "prod.{model}" } });
    });

    /** A model with versions that have tags, and an empty one to copy to. */
    const withTarget = async () => {
      const model = await newModel(server.uri, 0);
      const tags = Object.entries({
        model_card: "cards/1.md",
        approved_by: "alice",
        "risk-approval": "yes",
        validation_status: "approved",
        state: "Approved",
        "muster.decision": "sha256:00",
      });
      for (const each of ["one", "two"])
        await newVersion(server.uri, model, {
          source: `s3://models/${each}`,
          description: each,
          tags: tags.map(([key, value]) => ({ key, value })),
        });
      await newModel(server.uri, 0, `prod.${model}`);
      return { model, target: `prod.${model}` };
    };

    it("copies the version there, without our own tags and without those that read as an approval", async () => {
      const { model, target } = await withTarget();
      await move(registry, model, "production", "2", null);
      const [copy] = await versionsOf(target);
      assert.deepEqual([copy?.source, copy?.tags], [`models:/${model}/2`, { model_card: "cards/1.md", "muster.source": `${model}/2` }]);
      const { aliases } = await server.python.call<{ readonly aliases: object }>("get_registered_model", target);
      assert.deepEqual(aliases, { production: "1" });
      assert.deepEqual(await take(registry.readHolders(model)), { production: "2" });
    });

    it("copies a version once, whatever comes in between", async () => {
      const { model, target } = await withTarget();
      await move(registry, model, "production", "1", null);
      await move(registry, model, "production", "2", "1");
      await move(registry, model, "production", "1", "2");
      await move(registry, model, "production", null, "1");
      await move(registry, model, "production", "2", null);
      assert.deepEqual(
        (await versionsOf(target)).map(({ source }) => source),
        [`models:/${model}/1`, `models:/${model}/2`],
      );
      assert.deepEqual(await take(registry.readHolders(model)), { production: "2" });
    });

    it("does not take a copy that somebody else made for its own, but knows whom it holds", async () => {
      const { model, target } = await withTarget();
      await server.python.run("copy_version", model, "1", target);
      await server.python.call("set_registered_model_alias", target, "production", "1");
      assert.deepEqual(await take(registry.readHolders(model)), { production: "1" });
      await move(registry, model, "production", "2", "1");
      await move(registry, model, "production", "1", "2");
      const copies = await versionsOf(target);
      assert.deepEqual(
        copies.map(({ source }) => source),
        [1, 2, 1].map((version) => `models:/${model}/${version}`),
      );
      assert.deepEqual([copies[0]?.tags["approved_by"], copies[2]?.tags["approved_by"]], ["alice", undefined]);
    });

    it("names a holder that was not copied from this model as what it is", async () => {
      const { model, target } = await withTarget();
      await newVersion(server.uri, target, { source: "s3://models/other" });
      await newVersion(server.uri, target, { source: `models:/${target}/1` });
      for (const version of ["1", "2"]) {
        await server.python.call("set_registered_model_alias", target, "production", version);
        assert.deepEqual(await take(registry.readHolders(model)), { production: `${target}/${version}` });
      }
      await failsWith(
        registry.move({ model, stage: "production", version: "1", holder: null }),
        "conflict",
        new RegExp(`held by \`${target}/2\``),
      );
      await move(registry, model, "production", "1", `${target}/2`);
      assert.deepEqual(await take(registry.readHolders(model)), { production: "1" });
    });

    it("makes no registered model that is not there", async () => {
      const model = await newModel(server.uri, 1);
      assert.deepEqual(await take(registry.readHolders(model)), {});
      await failsWith(
        registry.move({ model, stage: "production", version: "1", holder: null }),
        "absent",
        new RegExp(`copied to \`prod.${model}\`.*created in MLflow first`),
      );
      await failsWith(registry.listVersions(`prod.${model}`), "absent");
    });

    it("lists the model, and not what it is copied to", async () => {
      const { model, target } = await withTarget();
      const listed = await take(registry.listModels());
      assert.deepEqual([listed.includes(model), listed.includes(target)], [true, false]);
      assert.ok((await take(registryWith({}).listModels())).includes(target));
    });

    it("knows models by the name that stands in the registered one", async () => {
      const model = newName();
      await newModel(server.uri, 1, `dev.${model}`);
      await newModel(server.uri, 0, `live.${model}.v`);
      const named = mlflowRegistry({
        connection: connectionTo(server.uri),
        registeredAs: "dev.{model}",
        stages: { production: { copyTo: "live.{model}.v", alias: "champion" } },
      });
      assert.deepEqual(
        (await take(named.listModels())).filter((each) => each.includes(model)),
        [model],
      );
      await move(named, model, "production", "1", null);
      assert.deepEqual(await take(named.readHolders(model)), { production: "1" });
      assert.equal((await versionsOf(`live.${model}.v`))[0]?.tags["muster.source"], `dev.${model}/1`);
    });
  });
});

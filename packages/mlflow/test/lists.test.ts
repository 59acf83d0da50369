import assert from "node:assert/strict";
import type { Registry } from "@muster/core";
import { mlflowRegistry } from "@muster/mlflow";
import { faultProxy, newModel, newName, newVersion, rest } from "@muster/mlflow-server";
import { connectionTo, sharedServer, type TestServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";

describe("MLflow's lists", function () {
  this.timeout(150_000);
  let server: TestServer;
  let registry: Registry;
  before(async () => {
    server = await sharedServer();
    registry = mlflowRegistry({ connection: connectionTo(server.uri) });
  });

  it("are read to the end: 12,000 versions, newest first", async () => {
    const model = newName();
    await server.python.run("register_many", server.database, model, 12_000);
    const versions = await take(registry.listVersions(model));
    assert.deepEqual(
      versions.map(({ version }) => version),
      Array.from({ length: 12_000 }, (_, index) => String(12_000 - index)),
    );
    assert.equal(versions[0]?.createdAt, "2023-11-14T22:13:32.000Z");
    assert.equal((await take(registry.readVersion(model, "11999"))).version, "11999");
    await take(registry.move({ model, stage: "production", version: "6000", holder: null }));
    assert.deepEqual(await take(registry.readHolders(model)), { production: "6000" });
  });

  it("are read over pages of two, whose contents move meanwhile", async () => {
    const model = await newModel(server.uri, 5);
    const others = [await newModel(server.uri, 0), await newModel(server.uri, 0)];
    const proxy = await faultProxy(server.uri);
    proxy.rewrite = (query) => {
      if (query.has("max_results")) query.set("max_results", "2");
    };
    const paged = mlflowRegistry({ connection: connectionTo(proxy.uri) });
    const models = await take(paged.listModels());
    for (const name of [model, ...others]) assert.ok(models.includes(name), name);
    assert.equal(new Set(models).size, models.length);

    let registered = false;
    proxy.fault = async ({ path }) => {
      if (path === "model-versions/search" && !registered) {
        registered = true;
        setTimeout(() => void newVersion(server.uri, model, {}), 0);
      }
      return { kind: "late", milliseconds: 100 };
    };
    const versions = (await take(paged.listVersions(model))).map(({ version }) => version);
    assert.deepEqual(
      versions.filter((version) => version !== "6"),
      ["5", "4", "3", "2", "1"],
    );
  });

  it("are asked for once in a pass: each version then costs the request for its run", async () => {
    const model = await newModel(server.uri, 0);
    const run_id = await server.python.run<string>("log_run", { auc: "0.9" }, {}, {});
    for (let made = 0; made < 3; made += 1) await newVersion(server.uri, model, { run_id });
    const proxy = await faultProxy(server.uri);
    let failing = true;
    proxy.fault = () => (failing ? { kind: "answer", status: 500 } : undefined);
    const pass = mlflowRegistry({ connection: connectionTo(proxy.uri) }).forOnePass?.();
    assert.ok(pass);
    await failsWith(pass.readHolders(model), "unreachable", /answered 500/);
    failing = false;
    proxy.seen.length = 0;
    await take(pass.readHolders(model));
    for (const { version } of await take(pass.listVersions(model)))
      assert.ok((await take(pass.readVersion(model, version))).metrics?.["auc"]);
    const runs = ["GET runs/get", "GET runs/get", "GET runs/get"];
    assert.deepEqual(proxy.calls(), ["GET registered-models/get", "GET model-versions/search", ...runs]);
  });

  it("end where a server hands out one page for ever", async () => {
    const proxy = await faultProxy(server.uri);
    proxy.fault = () => ({
      kind: "answer",
      status: 200,
      body: '{"registered_models":[{"name":"a"}],"next_page_token":"again"}',
      headers: { "content-type": "application/json" },
    });
    await failsWith(mlflowRegistry({ connection: connectionTo(proxy.uri) }).listModels(), "malformed", /same page again and again/);
  });

  it("hide prompts, which are refused by name", async () => {
    const prompt = newName();
    await rest(server.uri, "POST", "registered-models/create", { name: prompt, tags: [{ key: "mlflow.prompt.is_prompt", value: "true" }] });
    assert.ok(!(await take(registry.listModels())).includes(prompt));
    const prompts = /is a prompt in MLflow, not a model/;
    await failsWith(registry.listVersions(prompt), "refused", prompts);
    await failsWith(registry.readHolders(prompt), "refused", prompts);
    await failsWith(registry.move({ model: prompt, stage: "production", version: "1", holder: null }), "refused", prompts);
  });

  for (const odd of [
    "模型 risk",
    "🦊",
    "per%cent & more?#+",
    'say "hi"',
    "back\\slash",
    "semi;colon--",
    "a' or '1",
    "tab\there",
    "trailing ",
    "constructor",
    "__proto__",
    "x".repeat(250),
  ]) {
    it(`know a model called ${JSON.stringify(odd.slice(0, 30))}${odd.includes("'") ? ", and refuse it for its quote" : ""}`, async () => {
      await newModel(server.uri, 2, odd);
      assert.ok((await take(registry.listModels())).includes(odd));
      if (odd.includes("'")) {
        for (const asked of [registry.listVersions(odd), registry.readVersion(odd, "1"), registry.readHolders(odd)])
          await failsWith(asked, "refused", /has a quote in it/);
        return;
      }
      assert.deepEqual(
        (await take(registry.listVersions(odd))).map(({ version }) => version),
        ["2", "1"],
      );
      assert.equal((await take(registry.readVersion(odd, "2"))).version, "2");
      await take(registry.move({ model: odd, stage: "constructor", version: "2", holder: null }));
      assert.deepEqual(Object.entries(await take(registry.readHolders(odd))), [["constructor", "2"]]);
    });
  }

  it("do not hold what MLflow could not have", async () => {
    for (const name of ["", " ", "a/b", "a:b", "..", "no\u0000where"]) {
      const read = await registry.readVersion(name, "1");
      assert.ok(!read.ok && (read.reason === "absent" || read.reason === "refused"), JSON.stringify([name, read]));
    }
  });
});

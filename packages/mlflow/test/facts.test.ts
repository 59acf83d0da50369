import assert from "node:assert/strict";
import type { Candidate, Measurement, Registry } from "@muster/core";
import { mlflowRegistry } from "@muster/mlflow";
import { newModel, newName, newVersion, rest } from "@muster/mlflow-server";
import { connectionTo, sharedServer, type TestServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";
import { trainedVersions, type Trained } from "./trained.js";

/** What a version is registered from. */
type LoggedModel = Readonly<Record<"source" | "run_id" | "model_id", string>>;

const measurement = ({ metrics }: Candidate, name: string): Measurement => {
  const metric = metrics?.[name];
  if (typeof metric !== "object" || metric === null) assert.fail(`\`${name}\` is ${JSON.stringify(metric)}`);
  return metric;
};

const textAt = ({ metrics }: Candidate, name: string): string => {
  const metric = metrics?.[name];
  return typeof metric === "string" ? metric : assert.fail(`\`${name}\` is ${JSON.stringify(metric)}`);
};

describe("the facts of a version", function () {
  this.timeout(150_000);
  let server: TestServer;
  let registry: Registry;
  before(async () => {
    server = await sharedServer();
    registry = mlflowRegistry({ connection: connectionTo(server.uri) });
  });

  /** A version of a new model with a run that has these. */
  const versionOf = async (metrics: Record<string, string>, tags: Record<string, string> = {}, more: Record<string, unknown> = {}) => {
    const run_id = await server.python.run<string>("log_run", metrics, { seed: "7" }, tags);
    const model = await newModel(server.uri, 0);
    await newVersion(server.uri, model, { run_id, ...more });
    return { model, run_id };
  };

  describe("that scikit-learn trained", () => {
    let byRun: Trained;
    let logged: Trained;
    before(async () => {
      [byRun, logged] = await trainedVersions();
    });

    it("are its run's metrics with the dataset that they were measured on, its params, tags, author and time", async () => {
      const candidate = await take(registry.readVersion("tumours", byRun.version));
      const { value, at, dataset } = measurement(candidate, "auc");
      assert.deepEqual([value, dataset], [byRun.holdout.auc, { name: "holdout", digest: byRun.digests["holdout"] }]);
      assert.ok(Date.now() - Date.parse(at ?? "") < 120_000, at);
      assert.equal(measurement(candidate, "latency_p95_ms").value, 4.5);
      assert.deepEqual(candidate.params, { C: "0.001", framework: "scikit-learn", features: "3" });
      assert.equal(candidate.author, "erin@example.com");
      assert.ok(Date.now() - Date.parse(candidate.createdAt ?? "") < 120_000, candidate.createdAt);
      assert.equal(candidate.digest, undefined);
    });

    it("are tags of the version before those of the model before those of the run", async () => {
      const { tags } = await take(registry.readVersion("tumours", byRun.version));
      assert.deepEqual(
        [tags?.["model_card"], tags?.["risk_tier"], tags?.["team"], tags?.["git"]],
        ["cards/3.md", "high", "oncology", "4f2c"],
      );
      await server.python.call("set_model_version_tag", "tumours", byRun.version, "team", "of the version");
      const { tags: after } = await take(registry.readVersion("tumours", byRun.version));
      assert.equal(after?.["team"], "of the version");
    });

    it("tell a logged model's measurements on several datasets apart, and take none of them for the metric itself", async () => {
      const candidate = await take(registry.readVersion("tumours", logged.version));
      const on = (name: string) => measurement(candidate, `auc/dataset=${name}`);
      assert.deepEqual(
        [on("holdout").value, on("holdout").dataset],
        [logged.holdout.auc, { name: "holdout", digest: logged.digests["holdout"] }],
      );
      assert.deepEqual([on("shadow").value, on("shadow").dataset?.name], [logged.shadow.auc, "shadow"]);
      assert.match(textAt(candidate, "auc"), /^ambiguous: measured on holdout#\w+, shadow#\w+$/);
      assert.deepEqual(
        [measurement(candidate, "recall").value, measurement(candidate, "recall").dataset?.digest],
        [logged.holdout.recall, logged.digests["holdout"]],
      );
    });

    it("tell a logged model's zero from its NaN, which MLflow both hands out as 0", async () => {
      const candidate = await take(registry.readVersion("tumours", logged.version));
      const value = (name: string) => measurement(candidate, name).value;
      assert.deepEqual([value("rejected"), value("drift"), value("loss")], [0, "NaN", "Infinity"]);
    });
  });

  it("keep NaN and both infinities as text", async () => {
    const { model } = await versionOf({ a: "nan", b: "inf", c: "-inf", d: "-0.5" });
    const candidate = await take(registry.readVersion(model, "1"));
    assert.deepEqual(
      ["a", "b", "c", "d"].map((name) => measurement(candidate, name).value),
      ["NaN", "Infinity", "-Infinity", -0.5],
    );
    assert.equal(measurement(candidate, "a").dataset, undefined);
  });

  it("are the latest value of a metric, not the best", async () => {
    const { model, run_id } = await versionOf({});
    for (const [step, value] of [0.9, 0.99, 0.7].entries()) await server.python.call("log_metric", run_id, "auc", value, null, step);
    assert.equal(measurement(await take(registry.readVersion(model, "1")), "auc").value, 0.7);
  });

  it("look up a zero of a logged model in the run's history, and do not believe one that stands nowhere", async () => {
    const zeros = await server.python.run<LoggedModel>("log_zeros");
    const model = await newModel(server.uri, 0);
    await newVersion(server.uri, model, zeros);
    const candidate = await take(registry.readVersion(model, "1"));
    assert.equal(measurement(candidate, "errors/dataset=first").value, 0);
    assert.equal(measurement(candidate, "drift/dataset=first").value, "NaN");
    await server.python.run("execute", server.database, "DELETE FROM metrics WHERE run_uuid = ? AND key = 'errors'", zeros.run_id);
    const after = await take(registry.readVersion(model, "1"));
    assert.match(String(measurement(after, "errors/dataset=first").value), /^0 or NaN/);
  });

  it("name the author where the configuration says that the name is kept", async () => {
    const { model } = await versionOf({}, { "mlflow.user": "svc-train" }, { tags: [{ key: "made_by", value: "erin@example.com" }] });
    const named = mlflowRegistry({ connection: connectionTo(server.uri), authorTag: "made_by" });
    assert.equal((await take(registry.readVersion(model, "1"))).author, "svc-train");
    assert.equal((await take(named.readVersion(model, "1"))).author, "erin@example.com");
    const elsewhere = mlflowRegistry({ connection: connectionTo(server.uri), authorTag: "owner" });
    assert.equal((await take(elsewhere.readVersion(model, "1"))).author, undefined);
  });

  it("take who started the run from the run only, whatever a tag of the version says", async () => {
    const { model } = await versionOf({}, { "mlflow.user": "erin" }, { tags: [{ key: "mlflow.user", value: "alice" }] });
    assert.equal((await take(registry.readVersion(model, "1"))).author, "erin");
  });

  it("have the digest of the tag that the configuration names, if it is one", async () => {
    const digestTag = "artifact_digest";
    const digests = mlflowRegistry({ connection: connectionTo(server.uri), digestTag });
    const digest = `sha256:${"0a".repeat(32)}`;
    const { model } = await versionOf({}, {}, { tags: [{ key: digestTag, value: digest }] });
    await newVersion(server.uri, model, { tags: [{ key: digestTag, value: "0a0a0a" }] });
    assert.equal((await take(digests.readVersion(model, "1"))).digest, digest);
    await failsWith(digests.readVersion(model, "2"), "malformed", /`artifact_digest`.*no digest: `0a0a0a`.*sha256:/);
  });

  it("leave out the tags that we write ourselves", async () => {
    const { model } = await versionOf({}, { "muster.decision": "sha256:00" }, { tags: [{ key: "muster.ledger", value: "x" }] });
    assert.deepEqual(
      Object.keys((await take(registry.readVersion(model, "1"))).tags ?? {}).filter((key) => key.startsWith("muster")),
      [],
    );
  });

  it("are tags only where a version has no run", async () => {
    const model = await newModel(server.uri, 0);
    await newVersion(server.uri, model, { tags: [{ key: "model_card", value: "cards/1.md" }] });
    const { createdAt, ...facts } = await take(registry.readVersion(model, "1"));
    assert.deepEqual(facts, { version: "1", tags: { model_card: "cards/1.md" }, params: {}, metrics: {} });
    assert.ok(createdAt);
  });

  it("are refused where the run was deleted, and there again once it is restored", async () => {
    const { model, run_id } = await versionOf({ auc: "0.9" });
    await server.python.call("delete_run", run_id);
    await failsWith(
      registry.readVersion(model, "1"),
      "refused",
      new RegExp(`run \`${run_id}\` of \`${model}@1\` was deleted.*mlflow runs restore`),
    );
    await server.python.call("restore_run", run_id);
    assert.equal(measurement(await take(registry.readVersion(model, "1")), "auc").value, 0.9);
  });

  it("cannot be read where the run, or the logged model, is gone", async () => {
    const model = await newModel(server.uri, 0);
    await newVersion(server.uri, model, { run_id: "f".repeat(32) });
    await failsWith(registry.readVersion(model, "1"), "malformed", /run `f+` of `.*@1` is gone/);
    const zeros = await server.python.run<LoggedModel>("log_zeros");
    await newVersion(server.uri, model, zeros);
    await rest(server.uri, "DELETE", `logged-models/${zeros.model_id}`);
    await failsWith(registry.readVersion(model, "2"), "malformed", /logged model `m-\w+` of `.*@2` is gone/);
  });

  it("cannot be read of a version that is not ready", async () => {
    const model = await newModel(server.uri, 1);
    await server.python.run("execute", server.database, "UPDATE model_versions SET status = 'PENDING_REGISTRATION' WHERE name = ?", model);
    await failsWith(registry.readVersion(model, "1"), "malformed", /not ready in MLflow: `PENDING_REGISTRATION`/);
  });

  it("are of versions that are numbers, written as MLflow writes them", async () => {
    const model = await newModel(server.uri, 1);
    for (const version of ["01", " 1", "1_0", "+1", "1.0", "latest", "", "१"]) {
      await failsWith(registry.readVersion(model, version), "absent");
      await failsWith(registry.move({ model, stage: "production", version, holder: null }), "absent");
    }
    await failsWith(registry.readVersion(model, "2"), "absent", /`.*` has no version `2`/);
    await failsWith(registry.readVersion(newName(), "1"), "absent", /no model `.*` is registered/);
  });
});

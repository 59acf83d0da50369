/** The whole road on a real MLflow server from the command line, with MLflow's own client looking on. */
import assert from "node:assert/strict";
import { newModel, newName, newVersion, rest, type MlflowServer } from "@muster/mlflow-server";
import { configFor, newPlace, sharedServer, type Answer, type Place } from "./workspace.js";

const policy = (model: string, gates = "") => `version: 1
name: on-mlflow
models: ["${model}"]
groups:
  reviewers: [alice@example.com, erin@example.com]
identities:
  erin@example.com: [erin]
stages:
  - name: development
  - name: staging
    gates:
      - tag: model_card
        exists: true
  - name: production
    gates:
${
  gates === ""
    ? `      - metric: recall
        goal: maximize
        baseline: production
        maxRegression: 50%
        noBaseline: pass
        sameDataset: true
      - check: bias-audit
        from: [ci@example.com]
      - approvals: 1
        from: [reviewers]
`
    : gates
}`;

const card = { tags: [{ key: "model_card", value: "cards/1.md" }] };

const ok = async (answer: Promise<Answer>): Promise<Answer> => {
  const settled = await answer;
  assert.equal(settled.code, 0, settled.stdout + settled.stderr);
  return settled;
};

const jsonOf = <T>({ stdout }: Answer): T => JSON.parse(stdout) as T;

interface Event {
  readonly type: string;
  readonly body: { readonly decision?: string; readonly stages?: Readonly<Record<string, string>> };
  readonly ledger: string;
}

describe("muster on MLflow", function () {
  this.timeout(240_000);
  let server: MlflowServer;
  before(async () => {
    server = await sharedServer();
    await server.python.run("train");
  });

  const aliasesOf = async (name: string) =>
    (await server.python.call<{ readonly aliases: Record<string, string> }>("get_registered_model", name)).aliases;
  const tagsOf = async (name: string, version: string) =>
    (await server.python.call<{ readonly tags: Record<string, string> }>("get_model_version", name, version)).tags;
  const historyOf = async (place: Place, model: string) =>
    jsonOf<{ readonly events: readonly Event[] }>(await ok(place.muster("history", model, "--format", "json"))).events;

  it("checks, takes words, promotes, rolls back and retires what scikit-learn trained; Python's client agrees", async () => {
    const place = newPlace({
      "promotion.yaml": policy("tumours"),
      "muster.config.yaml": configFor(
        server.uri,
        '  stages:\n    staging: { alias: challenger }\n    production: { copyTo: "live.{model}", alias: champion }\n',
      ),
    });
    await newModel(server.uri, 0, "live.tumours");
    await ok(place.muster("validate", "--strict"));
    for (const version of ["1", "2"]) {
      const subject = `tumours@${version}`;
      await ok(place.muster("promote", subject, "--to", "staging", "--yes"));
      assert.equal((await aliasesOf("tumours"))["challenger"], version);
      const waiting = await place.muster("check", subject, "--to", "production");
      assert.equal(waiting.code, 3, waiting.stdout);
      assert.equal((await place.muster("promote", subject, "--to", "production", "--yes")).code, 3);
      await ok(place.muster("record-check", subject, "bias-audit", "passed"));
      place.as("alice");
      await ok(place.muster("approve", subject, "--to", "production"));
      place.as("ci");
      await ok(place.muster("promote", subject, "--to", "production", "--yes"));
    }
    assert.deepEqual(await aliasesOf("live.tumours"), { champion: "2" });
    assert.deepEqual(
      await server.python.run("load", "models:/live.tumours@champion"),
      await server.python.run("load", "models:/tumours/2"),
    );

    const applied = (await historyOf(place, "tumours")).findLast(({ type }) => type === "promotion.intended");
    for (const tags of [await tagsOf("tumours", "2"), await tagsOf("live.tumours", "2")])
      assert.deepEqual([tags["muster.decision"], tags["muster.ledger"]], [applied?.body.decision, applied?.ledger]);

    await ok(place.muster("rollback", "tumours", "--stage", "production", "--reason", "recall fell", "--yes"));
    assert.deepEqual(await aliasesOf("live.tumours"), { champion: "1" });
    assert.match((await ok(place.muster("status", "tumours"))).stdout, /● production +1 +since .*by ci@example\.com/);
    await ok(place.muster("retire", "tumours", "--stage", "production", "--reason", "no more", "--yes"));
    assert.deepEqual(await aliasesOf("live.tumours"), {});
    assert.deepEqual(
      (await historyOf(place, "tumours")).map(({ type }) => type).filter((type) => type.endsWith(".applied")),
      ["promotion.applied", "promotion.applied", "promotion.applied", "promotion.applied", "rollback.applied", "retirement.applied"],
    );
    assert.equal((await place.muster("register", "tumours@9")).code, 2);
  });

  it("keeps a stage as one of MLflow's own, as Python's client sees it", async () => {
    const model = await newModel(server.uri, 0);
    for (let made = 0; made < 2; made += 1) await newVersion(server.uri, model, card);
    const place = newPlace({
      "promotion.yaml": policy(model, "      - tag: model_card\n        exists: true\n"),
      "muster.config.yaml": configFor(server.uri, "  stages:\n    production: { legacyStage: Production, archive: true }\n"),
    });
    for (const version of ["1", "2"])
      for (const to of ["staging", "production"]) await ok(place.muster("promote", `${model}@${version}`, "--to", to, "--yes"));
    const stageOf = async (version: string) =>
      (await server.python.call<{ readonly current_stage: string }>("get_model_version", model, version)).current_stage;
    assert.deepEqual([await stageOf("1"), await stageOf("2")], ["Archived", "Production"]);
    await ok(place.muster("rollback", model, "--stage", "production", "--reason", "worse", "--yes"));
    assert.deepEqual([await stageOf("1"), await stageOf("2")], ["Production", "Archived"]);
  });

  it("adopts what the registry holds, and tells from then on what was moved without the ledger", async () => {
    const model = await newModel(server.uri, 0);
    for (let made = 0; made < 3; made += 1) await newVersion(server.uri, model, card);
    const setAlias = (alias: string, version: string) => server.python.call("set_registered_model_alias", model, alias, version);
    await setAlias("production", "1");
    await setAlias("staging", "2");
    const place = newPlace({
      "promotion.yaml": policy(model, "      - tag: model_card\n        exists: true\n"),
      "muster.config.yaml": configFor(server.uri),
    });
    await ok(place.muster("adopt", model, "--reason", "we start here"));
    assert.deepEqual((await historyOf(place, model)).at(-1)?.body.stages, { production: "1", staging: "2" });
    assert.doesNotMatch((await ok(place.muster("status"))).stdout, /drift/);
    assert.match((await ok(place.muster("adopt", model))).stdout, /there is\s+nothing to adopt/);
    await ok(place.muster("promote", `${model}@2`, "--to", "production", "--yes"));
    await setAlias("production", "3");
    assert.match((await ok(place.muster("status"))).stdout, /drift: the registry names 3/);
    const back = await place.muster("rollback", model, "--stage", "production", "--reason", "not ours", "--yes");
    assert.equal(back.code, 5, back.stdout + back.stderr);
    assert.equal((await aliasesOf(model))["production"], "3", "nobody's move is overwritten");
  });

  describe("knows the author", () => {
    const model = newName();
    let place: Place;
    const approveAs = async (person: string, config: string): Promise<Answer> => {
      place.write({ "muster.config.yaml": config });
      place.as(person);
      const answer = await place.muster("approve", `${model}@1`, "--to", "production");
      place.as("ci");
      return answer;
    };
    before(async () => {
      await newModel(server.uri, 0, model);
      const run_id = await server.python.run<string>("log_run", { recall: "0.9" }, {}, { "mlflow.user": "erin" });
      const tags = [
        { key: "trained_by", value: "alice@example.com" },
        { key: "trained_at", value: "the lab" },
      ];
      await newVersion(server.uri, model, { run_id, tags: [...card.tags, ...tags] });
      place = newPlace({
        "promotion.yaml": policy(model, "      - approvals: 1\n        from: [reviewers]\n"),
        "muster.config.yaml": configFor(server.uri),
      });
      await ok(place.muster("promote", `${model}@1`, "--to", "staging", "--yes"));
    });

    it("as the user of the run, mapped to a person by the policy: nobody approves their own version", async () => {
      const own = await approveAs("erin", configFor(server.uri));
      assert.equal(own.code, 1);
      assert.match(own.stderr, /`erin@example\.com` made this version and may not approve it/);
    });

    it("as the tag that the configuration names", async () => {
      const own = await approveAs("alice", configFor(server.uri, "  authorTag: trained_by\n"));
      assert.equal(own.code, 1);
      assert.match(own.stderr, /`alice@example\.com` made this version/);
    });

    it("or decides nothing where the tag names nobody whom the policy knows", async () => {
      await approveAs("erin", configFor(server.uri, "  authorTag: trained_at\n"));
      const { code, stdout } = await place.muster("check", `${model}@1`, "--to", "production");
      assert.equal(code, 4, stdout);
      assert.match(stdout, /the lab/);
    });
  });

  it("drafts a policy and a configuration from what the server holds, without a warning", async () => {
    const odd = await newModel(server.uri, 0, `*odd [${newName()}]`);
    const run_id = await server.python.run<string>("log_run", { "f1 score": "0.5", loss: "nan", size: "12" }, {}, {});
    await newVersion(server.uri, odd, { run_id });
    await server.python.call("set_registered_model_alias", odd, "champion", "1");
    const place = newPlace({});
    const dry = await ok(place.muster("init", "--registry", "mlflow", "--uri", server.uri, "--dry-run"));
    assert.match(dry.stdout, /would write muster\.config\.yaml/);
    assert.equal(place.git("status", "--porcelain"), "");
    const written = jsonOf<{ readonly files: readonly { readonly file: string; readonly text: string }[] }>(
      await ok(place.withEnv({ MLFLOW_TRACKING_URI: server.uri })("init", "--registry", "mlflow", "--format", "json")),
    );
    const texts = new Map(written.files.map(({ file, text }) => [file, text]));
    assert.match(texts.get("muster.config.yaml") ?? "", /production: \{ alias: champion \}/);
    const draft = [...texts.values()].find((text) => text.includes("f1 score")) ?? "";
    assert.match(draft, /- metric: "f1 score"\n +min: 0\.49 # 0\.5 today/);
    assert.match(draft, /# - metric: size # 12 today: is more or less better\?/);
    assert.doesNotMatch(draft, /loss/);
    await ok(place.muster("validate", "--strict"));
    assert.notEqual((await place.muster("check", `${odd}@1`, "--to", "staging")).code, 2, "a policy governs it");
    assert.equal((await place.muster("init", "--registry", "mlflow", "--uri", server.uri)).code, 2, "nothing is written over");
  });

  it("decides nothing on what is not there, not finite, not ready or deleted", async () => {
    const model = await newModel(server.uri, 0, `Größe & Gewicht ${newName()}`);
    const log = (metrics: object) => server.python.run<string>("log_run", metrics, {}, {});
    const runs = [
      await log({ recall: "nan" }),
      await log({ recall: "inf" }),
      await log({ recall: "-inf" }),
      await log({}),
      undefined,
      await log({ recall: "0.9" }),
      await log({ recall: "0.9" }),
    ];
    for (const run_id of runs) await newVersion(server.uri, model, { ...card, ...(run_id !== undefined && { run_id }) });
    await server.python.call("delete_run", runs[5]);
    await server.python.run(
      "execute",
      server.database,
      "UPDATE model_versions SET status = 'PENDING_REGISTRATION' WHERE name = ? AND version = 7",
      model,
    );
    const place = newPlace({
      "promotion.yaml": policy(model, "").replace(
        "      - tag: model_card\n        exists: true\n",
        "      - metric: recall\n        min: 0.5\n",
      ),
      "muster.config.yaml": configFor(server.uri),
    });
    const codes = [];
    for (let version = 1; version <= 7; version += 1)
      codes.push((await place.muster("promote", `${model}@${version}`, "--to", "staging", "--yes")).code);
    assert.deepEqual(codes, [4, 4, 4, 4, 4, 6, 6]);
    assert.deepEqual(await aliasesOf(model), {});
    const { stdout, code } = await place.muster("sweep", "--to", "staging");
    assert.equal(code, 4);
    assert.match(stdout, /staging: 7 candidates: 7 unknown/);
  });

  it("takes every name that MLflow takes, but for a quote", async () => {
    const names = ["__proto__", "🦊 at@home", 'say "hi"; $(date)', "-dash", `Größe ${newName()}`];
    const place = newPlace({
      "promotion.yaml": policy("*", "      - tag: model_card\n        exists: true\n"),
      "muster.config.yaml": configFor(server.uri),
    });
    for (const name of names) {
      await newModel(server.uri, 0, name);
      await newVersion(server.uri, name, card);
      await ok(place.muster("promote", "--to", "staging", "--yes", "--", `${name}@1`));
      assert.deepEqual(await aliasesOf(name), { staging: "1" }, name);
      const { events } = jsonOf<{ readonly events: readonly { readonly body: { readonly model: string } }[] }>(
        await ok(place.muster("history", "--format", "json", "--", name)),
      );
      assert.deepEqual([...new Set(events.map(({ body }) => body.model))], [name]);
    }
    const { models } = jsonOf<{ readonly models: readonly { readonly model: string; readonly stages: unknown }[] }>(
      await ok(place.muster("status", "--format", "json")),
    );
    for (const name of names)
      assert.ok(
        models.some(({ model }) => model === name),
        name,
      );
    const quoted = await newModel(server.uri, 1, `it's ${newName()}`);
    const refused = await place.muster("check", `${quoted}@1`, "--to", "staging");
    assert.equal(refused.code, 6);
    assert.match(refused.stderr, /has a quote in it/);
  });

  it("takes no prompt for a model", async () => {
    const prompt = newName();
    await rest(server.uri, "POST", "registered-models/create", { name: prompt, tags: [{ key: "mlflow.prompt.is_prompt", value: "true" }] });
    const place = newPlace({ "promotion.yaml": policy(prompt), "muster.config.yaml": configFor(server.uri) });
    const { code, stderr } = await place.muster("promote", `${prompt}@1`, "--to", "staging", "--yes");
    assert.equal(code, 6);
    assert.match(stderr, /is a prompt in MLflow, not a model/);
  });

  it("counts 12,000 versions", async () => {
    const model = newName();
    await server.python.run("register_many", server.database, model, 12_000);
    const place = newPlace({ "promotion.yaml": policy(model), "muster.config.yaml": configFor(server.uri) });
    const { models } = jsonOf<{ readonly models: readonly { readonly candidates: readonly { readonly version: string }[] }[] }>(
      await ok(place.muster("status", model, "--format", "json")),
    );
    assert.deepEqual([models[0]?.candidates.length, models[0]?.candidates[0]?.version], [12_000, "12000"]);
  });
});

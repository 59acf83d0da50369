/** The whole road on a real server: check, promote, roll back and retire, with MLflow's own client looking on. */
import assert from "node:assert/strict";
import {
  collect,
  compile,
  evaluate,
  parsePolicy,
  promote,
  readLedger,
  retire,
  rollback,
  type LedgerState,
  type MoveContext,
  type Program,
} from "@muster/core";
import { fixedClock, memoryLedger, memoryLedgerStore } from "@muster/core/testing";
import { mlflowRegistry, type MlflowRegistryOptions } from "@muster/mlflow";
import { type Fault, faultProxy, newModel, newVersion, type Seen } from "@muster/mlflow-server";
import { connectionTo, sharedServer, type TestServer } from "./mlflow-server.js";
import { failsWith, take } from "./results.js";
import { trainedVersions, type Trained } from "./trained.js";

const programOf = (model: string, gate: string, first = "staging"): Program => {
  const text = `
version: 1
name: models
models: ["${model}"]
stages:
  - name: ${first}
    ${first === "development" ? "" : "gates: [{ tag: model_card, exists: true }]"}
  - name: production
    gates:
      - ${gate}
`;
  const parsed = parsePolicy({ file: "promotion.yaml", text });
  assert.deepEqual(
    parsed.diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  return compile(parsed);
};

describe("a promotion on MLflow", function () {
  this.timeout(150_000);
  let server: TestServer;
  before(async () => {
    server = await sharedServer();
  });

  const contextOf = (options: Partial<MlflowRegistryOptions> = {}): MoveContext => ({
    registry: mlflowRegistry({ connection: connectionTo(server.uri), ...options }),
    ledger: memoryLedger(memoryLedgerStore()),
    clock: fixedClock("2026-11-20T10:00:00.000Z"),
    actor: { identity: "ci-bot@example.com", assurance: "claimed" },
    tool: "muster/test",
    newLedgerId: () => "ledger-1",
    deadlineMs: 600_000,
  });
  const ledgerOf = (context: MoveContext): Promise<LedgerState> => take(readLedger(context));

  describe("of what scikit-learn trained", () => {
    let byRun: Trained;
    let logged: Trained;
    const model = "tumours";
    before(async () => {
      [byRun, logged] = await trainedVersions();
      await newModel(server.uri, 0, "prod.tumours");
    });

    it("goes to a stage that is an alias, to one that is a copy, and back; Python loads what was promoted", async () => {
      const program = programOf(
        model,
        `{ metric: recall, goal: maximize, baseline: production, maxRegression: 50%, noBaseline: pass, sameDataset: true }`,
      );
      const context = contextOf({
        stages: { staging: { alias: "challenger" }, production: { copyTo: "prod.{model}", alias: "champion" } },
      });
      for (const { version } of [byRun, logged]) {
        for (const to of ["staging", "production"]) {
          const report = await take(promote(context, program, { model, version, to }));
          assert.equal(report.status, "applied", JSON.stringify(report.decision));
        }
      }
      const aliases = async (name: string) =>
        (await server.python.call<{ readonly aliases: Record<string, string> }>("get_registered_model", name)).aliases;
      assert.deepEqual([await aliases(model), await aliases("prod.tumours")], [{ challenger: logged.version }, { champion: "2" }]);
      assert.deepEqual(
        await server.python.run("load", "models:/prod.tumours@champion"),
        await server.python.run("load", `models:/tumours/${logged.version}`),
      );

      await take(rollback(context, program, { model, stage: "production", reason: "recall fell" }));
      assert.deepEqual(await aliases("prod.tumours"), { champion: "1" });
      await take(retire(context, program, { model, stage: "production", reason: "no more" }));
      assert.deepEqual(await aliases("prod.tumours"), {});
      const { models } = await ledgerOf(context);
      assert.deepEqual([models.get(model)?.holders.get("production"), models.get(model)?.openIntents], [undefined, []]);
    });

    it("is decided on the dataset that the policy names, and not at all where it names none of several", async () => {
      const verdictOf = async (gate: string) => {
        const program = programOf(model, gate);
        const { evidence } = await take(collect(contextOf(), program, { model, version: logged.version, to: "production" }));
        const decision = await take(evaluate(program, evidence));
        return decision.gates.find(({ kind }) => kind === "metric")?.outcome;
      };
      assert.equal(await verdictOf(`{ metric: auc, min: 0.5 }`), "unknown");
      assert.equal(await verdictOf(`{ metric: auc/dataset=holdout, min: 0.5 }`), "passed");
      assert.equal(await verdictOf(`{ metric: auc/dataset=shadow, min: 1.1 }`), "failed");
      assert.equal(await verdictOf(`{ metric: recall, dataset: holdout, min: 0.5 }`), "passed");
      assert.equal(await verdictOf(`{ metric: recall, dataset: shadow, min: 0.5 }`), "unknown");
      assert.equal(await verdictOf(`{ metric: drift, max: 0.1 }`), "unknown");
      assert.equal(await verdictOf(`{ metric: loss, min: 0.1 }`), "unknown");
      assert.equal(await verdictOf(`{ metric: rejected, max: 0 }`), "passed");
    });

    it("looks at candidate and baseline in three rounds: four requests for one version, two more for the other, and one for a logged model", async () => {
      const program = programOf(model, `{ metric: recall, goal: maximize, baseline: { version: "${byRun.version}" }, maxRegression: 50% }`);
      const proxy = await faultProxy(server.uri);
      proxy.fault = () => ({ kind: "late", milliseconds: 20 });
      const figures = async (version: string) => {
        proxy.seen.length = 0;
        const context = contextOf({ connection: connectionTo(proxy.uri) });
        const first = proxy.rounds();
        await take(collect(context, program, { model, version, to: "production" }));
        return { requests: proxy.calls().toSorted(), rounds: proxy.rounds() - first };
      };
      const byRunAlone = ["GET model-versions/get", "GET registered-models/get", "GET registered-models/get", "GET runs/get"];
      assert.deepEqual(await figures(byRun.version), { requests: byRunAlone, rounds: 3 });
      const twice = [
        "GET model-versions/get",
        "GET model-versions/get",
        "GET registered-models/get",
        "GET registered-models/get",
        "GET runs/get",
        "GET runs/get",
      ];
      assert.deepEqual(
        (await figures(logged.version)).requests.filter((call) => !call.includes("logged-models")),
        twice,
      );
      assert.deepEqual([proxy.seen.length, (await figures(logged.version)).rounds], [7, 3]);
    });

    it("leaves a pointer to its decision for people who look in MLflow, which is no fact of the version", async () => {
      const context = contextOf({ stages: { production: { copyTo: "prod.{model}", alias: "pointed" } } });
      const tagsOf = async (name: string, alias: string) =>
        (await server.python.call<{ readonly tags: Record<string, string> }>("get_model_version_by_alias", name, alias)).tags;
      const program = programOf(model, `{ metric: recall, min: 0 }`, "pointing");
      for (const to of ["pointing", "production"]) {
        const { events, warnings } = await take(promote(context, program, { model, version: byRun.version, to }));
        const pointer = { "muster.decision": events[0]?.body.decision, "muster.ledger": "ledger-1" };
        assert.deepEqual(warnings, []);
        const [on, alias] = to === "pointing" ? [model, "pointing"] : ["prod.tumours", "pointed"];
        const { "muster.decision": decision, "muster.ledger": ledger } = await tagsOf(on, alias);
        assert.deepEqual({ "muster.decision": decision, "muster.ledger": ledger }, pointer);
      }
      assert.equal((await take(context.registry.readVersion(model, byRun.version))).tags?.["muster.decision"], undefined);
    });

    it("is made, with a warning, where MLflow takes no pointer to its decision", async () => {
      const proxy = await faultProxy(server.uri);
      proxy.fault = ({ path }) => (path === "model-versions/set-tag" ? { kind: "answer", status: 403 } : undefined);
      const context = contextOf({ connection: connectionTo(proxy.uri) });
      const program = programOf(model, `{ metric: recall, min: 0 }`, "unpointed");
      const report = await take(promote(context, program, { model, version: byRun.version, to: "unpointed" }));
      assert.equal(report.status, "applied");
      assert.match(report.warnings.join("\n"), /^`tumours@1` was moved, but the registry took no pointer to the decision: /);
    });
  });

  const cards = { tags: [{ key: "model_card", value: "cards/1.md" }] };

  /** A model of two versions, and the first is in production. */
  const inProduction = async (options: Partial<MlflowRegistryOptions> = {}) => {
    const model = await newModel(server.uri, 0);
    for (let version = 1; version <= 2; version += 1) await newVersion(server.uri, model, cards);
    if ("copyTo" in (options.stages?.["production"] ?? {})) await newModel(server.uri, 0, `prod.${model}`);
    const program = programOf(model, "{ tag: model_card, exists: true }", "development");
    const context = contextOf(options);
    await take(promote(context, program, { model, version: "1", to: "production" }));
    return { model, program, context };
  };

  it("finds out that somebody moved the alias without the ledger, and overwrites nobody", async () => {
    const { model, program, context } = await inProduction();
    await newVersion(server.uri, model, cards);
    await server.python.call("set_registered_model_alias", model, "production", "3");
    await failsWith(
      promote(context, program, { model, version: "2", to: "production" }),
      "conflict",
      /held by `3` in the registry and by `1`/,
      /muster adopt/,
    );
    assert.equal((await take(context.registry.readHolders(model)))["production"], "3");
  });

  it("is lost where somebody moves the alias between our look and our reading back, and says so", async () => {
    const { model, program, context } = await inProduction();
    await newVersion(server.uri, model, cards);
    const proxy = await faultProxy(server.uri);
    let moved = false;
    proxy.fault = async ({ method, path }) => {
      if (method !== "GET") moved = true;
      else if (moved && path === "registered-models/get") await server.python.call("set_registered_model_alias", model, "production", "3");
      return undefined;
    };
    const through = { ...context, registry: { ...mlflowRegistry({ connection: connectionTo(proxy.uri) }), id: context.registry.id } };
    await failsWith(promote(through, program, { model, version: "2", to: "production" }), "conflict", /when it was read back.*held by `3`/);
    const { models } = await ledgerOf(context);
    assert.deepEqual([models.get(model)?.holders.get("production")?.version, models.get(model)?.openIntents], ["1", []]);
  });

  const moments: Readonly<Record<string, (request: Seen, writes: number) => boolean>> = {
    "from the first change on": ({ method }, writes) => method !== "GET" || writes > 0,
    "from the second change on": ({ method }, writes) => (method === "GET" ? writes > 1 : writes > 0),
    "from the reading back on": ({ method }, writes) => method === "GET" && writes > 0,
  };
  const bindings: readonly (readonly [bound: string, options: Partial<MlflowRegistryOptions>, when: readonly (keyof typeof moments)[]])[] =
    [
      ["an alias", {}, ["from the first change on", "from the reading back on"]],
      ["a legacy stage", { stages: { production: { legacyStage: "Production", archive: true } } }, ["from the first change on"]],
      ["a copy", { stages: { production: { copyTo: "prod.{model}" } } }, ["from the first change on", "from the second change on"]],
    ];
  const faults: Readonly<Record<string, Fault>> = {
    "a 500": { kind: "answer", status: 500 },
    "a 401": { kind: "answer", status: 401 },
    "a login page": { kind: "answer", status: 200, body: "<html>Sign in</html>" },
    "a broken connection": { kind: "reset" },
    "a lost answer": { kind: "reset", after: "answered" },
    "half an answer": { kind: "half", ends: "broken" },
  };
  for (const [bound, options, when] of bindings) {
    it(`to ${bound} is whole or not at all, and told, when the server fails at any moment`, async () => {
      for (const [fault, kind] of Object.entries(faults)) {
        for (const moment of when) {
          const { model, program, context } = await inProduction(options);
          const proxy = await faultProxy(server.uri);
          let writes = 0;
          proxy.fault = (request) => {
            const befalls = moments[moment]?.(request, writes) === true;
            if (request.method !== "GET") writes += 1;
            return befalls ? kind : undefined;
          };
          const registry = {
            ...mlflowRegistry({
              connection: connectionTo(proxy.uri, { patience: { retries: 1, backoffSeconds: 0.02, timeoutSeconds: 5 } }),
              ...options,
            }),
            id: context.registry.id,
          };
          const told = await promote({ ...context, registry }, program, { model, version: "2", to: "production" });
          const where = `${fault} ${moment}: ${JSON.stringify(told)}`;
          const held = (await take(context.registry.readHolders(model)))["production"];
          assert.ok(held === "1" || held === "2", where);
          if (told.ok) assert.deepEqual([told.value.status, held], ["applied", "2"], where);
          else assert.ok(told.reason === "unreachable" || told.reason === "refused", where);

          const later = { ...context, clock: fixedClock("2026-11-20T11:00:00.000Z") };
          const next = await take(promote(later, program, { model, version: "2", to: "production" }));
          assert.ok(next.status === "applied" || next.status === "already-there", where);
          assert.equal((await take(context.registry.readHolders(model)))["production"], "2", where);
          const applied = await take(context.ledger.read(1));
          assert.equal(
            applied.filter(({ type, body }) => type === "promotion.applied" && body.to === "production" && body.version === "2").length,
            1,
            where,
          );
          if (bound === "a copy") assert.equal((await take(context.registry.listVersions(`prod.${model}`))).length, 2, where);
        }
      }
    });
  }
});

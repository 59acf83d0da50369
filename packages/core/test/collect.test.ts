import assert from "node:assert/strict";
import { collect, evaluate, digestOf, failure, giveWord, promote, recordCheck, retire, type Evidence, type Registry } from "@muster/core";
import { candidate, failsWith, model, newWorld, program, programOf, start, take, wait, type World } from "./moves-world.js";

const request = (to: string, version = "7") => ({ model, version, to, requester: "ci-bot@example.com" });

const promoted = async (world: World, ...moves: readonly (readonly [version: string, to: string])[]): Promise<void> => {
  for (const [version, to] of moves)
    assert.equal(take(await promote(world.as("ci-bot@example.com"), program, { model, version, to })).status, "applied");
};

const evidenceOf = async (world: World, to: string, version = "7", registry: Registry = world.registry): Promise<Evidence> =>
  take(await collect({ ...world, registry }, program, request(to, version))).evidence;

describe("collect", () => {
  it("takes the candidate's facts from the registry and the request from the caller and the clock", async () => {
    const evidence = await evidenceOf(newWorld(), "staging");
    assert.deepEqual(evidence, {
      model,
      request: { to: "staging", requester: "ci-bot@example.com", at: "2026-11-20T10:00:00Z" },
      candidate: candidate("7", 0.94),
      stages: {},
      baselines: {},
      approvals: [],
      checks: [],
    });
  });

  it("is evidence that a decision names by its digest as it is", async () => {
    const evidence = await evidenceOf(newWorld(), "staging");
    assert.equal(take(evaluate(program, evidence)).evidence.digest, digestOf(evidence));
  });

  it("takes from the ledger who holds each stage, and since when", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"]);
    wait(world, 60_000);
    await promoted(world, ["5", "production"], ["7", "staging"]);
    assert.deepEqual((await evidenceOf(world, "production")).stages, {
      staging: { version: "7", since: "2026-11-20T10:01:00Z" },
      production: { version: "5", since: "2026-11-20T10:01:00Z" },
    });
  });

  it("takes the registry's word, and no time, for a stage that the ledger never heard of", async () => {
    const world = newWorld();
    world.store.registry.holders = { production: "5" };
    const evidence = await evidenceOf(world, "production");
    assert.deepEqual(evidence.stages, { production: { version: "5" } });
    assert.deepEqual(evidence.baselines, { production: candidate("5", 0.93) });
  });

  it("shows drift where the registry names another holder or none", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"]);
    world.store.registry.holders = { staging: "7" };
    assert.deepEqual((await evidenceOf(world, "production")).stages, {
      staging: { version: "5", since: "2026-11-20T10:00:00Z", drift: { registry: "7" } },
      production: { version: "5", since: "2026-11-20T10:00:00Z", drift: { registry: null } },
    });
  });

  it("lets nobody back into a retired stage on the registry's word alone", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"]);
    take(await retire(world.as("ci-bot@example.com"), program, { model, stage: "staging", reason: "unused" }));
    world.store.registry.holders = { staging: "7" };
    const { evidence, standings } = take(await collect(world, program, request("production")));
    assert.deepEqual(evidence.stages, {});
    assert.deepEqual(
      standings.filter(({ drift }) => drift).map(({ stage, holder, registry }) => [stage, holder, registry]),
      [["staging", null, "7"]],
    );
  });

  it("reads baselines only for the stages and pinned versions that gates of the target ask for", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"], ["7", "staging"]);
    assert.deepEqual((await evidenceOf(world, "staging")).baselines, {});
    assert.deepEqual((await evidenceOf(world, "production")).baselines, { production: candidate("5", 0.93) });
    assert.deepEqual((await evidenceOf(world, "critical")).baselines, { "version:5": candidate("5", 0.93) });
  });

  it("reads the baselines that nested gates ask for", async () => {
    const nesting = programOf(`version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: staging
    gates:
      - anyOf:
          - tag: waiver
            exists: true
          - allOf:
              - { metric: auc, goal: maximize, maxRegression: 1%, baseline: { version: "5" } }
`);
    const { evidence } = take(await collect(newWorld(), nesting, request("staging")));
    assert.deepEqual(evidence.baselines, { "version:5": candidate("5", 0.93) });
  });

  it("asks a rollback's gates, not a promotion's, for what they need", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"]);
    const { evidence } = take(await collect(world, program, { ...request("production"), action: "rollback" }));
    assert.deepEqual(evidence.baselines, {});
  });

  it("compares with the last holder after a retirement", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"], ["7", "staging"]);
    take(await retire(world.as("ci-bot@example.com"), program, { model, stage: "production", reason: "paused" }));
    const evidence = await evidenceOf(world, "production");
    assert.deepEqual([evidence.stages?.["production"], evidence.baselines], [undefined, { production: candidate("5", 0.93) }]);
  });

  it("never takes a holder that is gone from the registry for no baseline at all", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"], ["7", "staging"]);
    world.store.registry.versions = world.store.registry.versions.filter(({ version }) => version !== "5");
    const evidence = await evidenceOf(world, "production");
    assert.deepEqual(evidence.baselines, { production: { version: "5" } });
    assert.equal(take(evaluate(program, evidence)).verdict, "unknown");
    assert.deepEqual((await evidenceOf(world, "critical")).baselines, {});
  });

  it("takes words and results on this version only, bound and with how sure each person is", async () => {
    const world = newWorld();
    const word = { model, to: "critical", decision: "approve" } as const;
    const check = { model, name: "bias-audit", status: "passed" } as const;
    wait(world, 60_000);
    for (const version of ["7", "8"]) {
      take(await giveWord(world.as("alice@example.com"), program, { ...word, version }));
      take(
        await recordCheck(
          world.as("audit-bot@example.com", { actor: { identity: "audit-bot@example.com", assurance: "hosted" } }),
          program,
          { ...check, version },
        ),
      );
    }
    const { approvals, checks } = await evidenceOf(world, "critical");
    const at = "2026-11-20T10:01:00Z";
    const { digest = "" } = candidate("7", 0);
    assert.deepEqual(approvals, [
      {
        by: "alice@example.com",
        decision: "approve",
        at,
        to: "critical",
        model,
        version: "7",
        digest,
        stageDigest: program.stages.get("critical")?.digest,
        assurance: "claimed",
      },
    ]);
    assert.deepEqual(checks, [
      { name: "bias-audit", status: "passed", by: "audit-bot@example.com", at, model, version: "7", digest, assurance: "hosted" },
    ]);
  });

  it("reads what it needs of the registry side by side", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"], ["7", "staging"]);
    let [open, most] = [0, 0];
    const registry: Registry = {
      ...world.registry,
      readVersion: async (...given) => {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        return world.registry.readVersion(...given);
      },
    };
    await evidenceOf(world, "production", "7", registry);
    assert.equal(most, 2);
  });

  it("reads a version once that is candidate and baseline", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"]);
    let count = 0;
    const registry: Registry = { ...world.registry, readVersion: (...given) => ((count += 1), world.registry.readVersion(...given)) };
    await evidenceOf(world, "production", "5", registry);
    assert.equal(count, 1);
  });

  it("tells what is absent, unreachable and malformed apart", async () => {
    const world = newWorld();
    failsWith(await collect(world, program, request("staging", "99")), "absent", /`99`/);
    failsWith(await collect(world, program, { ...request("staging"), model: "fraud-unknown" }), "absent", /`fraud-unknown`/);
    failsWith(await collect(world, program, request("prod")), "absent", /no stage `prod`/);
    world.store.registry.unreadable = { "7": failure("malformed", "its metrics are no JSON") };
    failsWith(await collect(world, program, request("staging")), "malformed", /its metrics are no JSON/);
    world.store.ledger.failure = failure("unreachable", "the remote does not answer");
    failsWith(await collect(world, program, request("staging")), "unreachable", /the remote does not answer/);
  });

  it("does not decide where a baseline cannot be read", async () => {
    const world = newWorld();
    await promoted(world, ["5", "staging"], ["5", "production"], ["7", "staging"]);
    world.store.registry.unreadable = { "5": failure("unreachable", "504") };
    failsWith(await collect(world, program, request("production")), "unreachable", /504/);
  });

  it("does not mind a clock that was set back: only what writes does", async () => {
    const world = newWorld();
    wait(world, 60_000);
    await promoted(world, ["5", "staging"]);
    world.clock.set(start);
    assert.equal((await evidenceOf(world, "staging")).request?.at, "2026-11-20T10:00:00Z");
  });
});

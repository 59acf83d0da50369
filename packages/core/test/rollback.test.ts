import assert from "node:assert/strict";
import { promote, retire, rollback, type MoveContext } from "@muster/core";
import { candidate, failsWith, isSound, model, newWorld, program, take, wait, type World } from "./moves-world.js";

const stage = "production";
const reason = "chargebacks rise";

const toProduction = async (world: World, ...versions: readonly string[]): Promise<void> => {
  for (const version of versions) {
    for (const to of ["staging", "production"]) {
      assert.equal(take(await promote(world.as("ci-bot@example.com"), program, { model, version, to })).status, "applied");
      wait(world, 60_000);
    }
  }
};

const back = async (
  world: World,
  more: { readonly to?: string; readonly holder?: string | null } = {},
  context: Partial<MoveContext> = {},
) => rollback(world.as("dana@example.com", context), program, { model, stage, reason, ...more });

/** Rolls back and says who holds the stage then. */
const holderAfter = async (world: World, to?: string): Promise<string | null> => {
  const report = take(await back(world, to === undefined ? {} : { to }));
  assert.equal(report.status, "applied");
  assert.equal(world.store.registry.holders[stage], report.to);
  return report.to;
};

describe("rollback", () => {
  it("returns to the version before, with a reason, by the road of a promotion", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7");
    const report = take(await back(world));
    assert.deepEqual([report.status, report.from, report.to, report.decision?.action], ["applied", "7", "5", "rollback"]);
    assert.deepEqual(
      report.events.map(({ type, body }) => [type, body.version, body.reason]),
      [
        ["rollback.intended", "5", reason],
        ["rollback.applied", "5", reason],
      ],
    );
    const { history } = await world.ofModel();
    const left = history.findLast(({ version }) => version === "7");
    assert.deepEqual([left?.ended?.how, left?.ended?.by, left?.ended?.reason], ["rollback", "dana@example.com", reason]);
    isSound(world);
  });

  it("asks the stage's rollback gates, not those of a promotion", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7");
    world.store.registry.versions = world.store.registry.versions.map((one) =>
      one.version === "5" ? { ...one, metrics: {}, tags: { quarantined: "yes" } } : one,
    );
    const report = take(await back(world));
    assert.deepEqual(
      [report.status, report.decision?.gates.map(({ id, outcome }) => [id, outcome])],
      ["not-allowed", [["tag:quarantined", "failed"]]],
    );
    assert.equal(world.store.registry.holders[stage], "7");
  });

  it("goes back step by step, and not to a version that was rolled back from", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7", "8");
    assert.equal(await holderAfter(world), "7");
    assert.equal(await holderAfter(world), "5");
    failsWith(await back(world), "denied", /no version that held `production` .* before and was not rolled back from/);
    isSound(world);
  });

  it("does not return by itself to a version that a rollback passed over", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7", "8");
    assert.equal(await holderAfter(world, "5"), "5");
    failsWith(await back(world), "denied");
    assert.equal(await holderAfter(world, "7"), "7");
    failsWith(await back(world), "denied");
  });

  it("returns to a version that was promoted anew after it was rolled back from", async () => {
    const world = newWorld();
    world.store.registry.versions.unshift(candidate("9", 0.96));
    await toProduction(world, "5", "8");
    assert.equal(await holderAfter(world), "5");
    await toProduction(world, "7", "8", "9");
    assert.equal(await holderAfter(world), "8");
    assert.equal(await holderAfter(world), "7");
    assert.equal(await holderAfter(world), "5");
  });

  it("refuses a version that the ledger does not show in the stage, or that was rolled back from", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7");
    failsWith(await back(world, { to: "8" }), "denied", /does not show that `8` ever held `production`/, /`5`, `7`/);
    take(await back(world));
    failsWith(await back(world, { to: "7" }), "denied", /was rolled back from `7` .* by `dana@example.com`: chargebacks rise/);
    assert.equal(world.store.registry.holders[stage], "5");
  });

  it("does not mind who held other stages", async () => {
    const world = newWorld();
    await toProduction(world, "5");
    take(await promote(world.as("ci-bot@example.com"), program, { model, version: "7", to: "staging" }));
    failsWith(await back(world), "denied", /no version that held `production`/);
    failsWith(await back(world, { to: "7" }), "denied", /does not show that `7`/);
  });

  it("refuses a version whose artifact is another one by now, or no longer known", async () => {
    for (const digest of [`sha256:${"f".repeat(64)}`, undefined]) {
      const world = newWorld();
      await toProduction(world, "5", "7");
      const { digest: _old, ...changed } = candidate("5", 0.93);
      world.store.registry.versions = world.store.registry.versions.map((one) =>
        one.version === "5" ? { ...changed, ...(digest !== undefined && { digest }) } : one,
      );
      failsWith(await back(world), "denied", /held `production` as artifact `sha256:0*5`; by now it is/);
      assert.equal(world.store.registry.holders[stage], "7");
    }
  });

  it("says that there is nothing to do where the version is there", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7");
    const report = take(await back(world, { to: "7" }));
    assert.deepEqual([report.status, report.events], ["already-there", []]);
  });

  it("asks for a reason", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7");
    failsWith(await rollback(world.as("dana@example.com"), program, { model, stage, reason: " " }), "denied", /needs a reason/);
    assert.equal(world.store.registry.holders[stage], "7");
  });

  it("goes one step back where two people roll back at once", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7", "8");
    const results = await Promise.all([back(world), back(world)]);
    assert.deepEqual(results.map((result) => (result.ok ? result.value.status : result.reason)).toSorted(), ["applied", "conflict"]);
    assert.equal(world.store.registry.holders[stage], "7");
    failsWith(await back(world, { holder: "8" }), "conflict", /held by `7` now \(`dana@example.com`/, /no longer by `8`/);
    assert.equal(world.store.registry.holders[stage], "7");
  });

  it("does not overwrite what was moved without the ledger", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7");
    world.store.registry.holders[stage] = "8";
    failsWith(await back(world), "conflict", /`8` in the registry and by `7`/, /muster adopt/);
  });

  it("settles a move that died before it looks for the version to return to", async () => {
    const world = newWorld();
    await toProduction(world, "5");
    take(await promote(world.as("ci-bot@example.com"), program, { model, version: "7", to: "staging" }));
    await new Promise<void>((dead) => {
      const move = () => (dead(), new Promise<never>(() => undefined));
      void promote(world.as("bob@example.com", { registry: { ...world.registry, move } }), program, { model, version: "7", to: stage });
    });
    world.store.registry.holders[stage] = "7";
    wait(world, 600_000);
    const report = take(await back(world));
    assert.deepEqual(
      [report.from, report.to, report.events.map(({ type }) => type)],
      ["7", "5", ["promotion.applied", "rollback.intended", "rollback.applied"]],
    );
  });

  it("returns to the last holder of a stage that was retired", async () => {
    const world = newWorld();
    await toProduction(world, "5", "7");
    take(await retire(world.as("dana@example.com"), program, { model, stage, reason }));
    assert.equal(await holderAfter(world), "7");
  });
});

describe("retire", () => {
  const retireStage = (world: World, more: Partial<MoveContext> = {}) =>
    retire(world.as("dana@example.com", more), program, { model, stage, reason });

  it("leaves a stage without a holder, with a reason, and other stages alone", async () => {
    const world = newWorld();
    await toProduction(world, "7");
    const report = take(await retireStage(world));
    assert.deepEqual([report.status, report.from, report.to, report.decision], ["applied", "7", null, undefined]);
    assert.deepEqual(
      report.events.map(({ type, body }) => [type, body.holder, body.seen, body.version, body.reason]),
      [
        ["retirement.intended", "7", undefined, undefined, reason],
        ["retirement.applied", "7", null, undefined, reason],
      ],
    );
    assert.deepEqual(world.store.registry.holders, { staging: "7" });
    const { holders, lastHolders } = await world.ofModel();
    assert.deepEqual(
      [holders.has(stage), lastHolders.get(stage)?.version, lastHolders.get(stage)?.ended?.by],
      [false, "7", "dana@example.com"],
    );
    assert.deepEqual(world.store.ledger.events.length, 6);
  });

  it("says that there is nothing to do where nobody holds the stage", async () => {
    const report = take(await retireStage(newWorld()));
    assert.deepEqual([report.status, report.events], ["already-there", []]);
  });

  it("leaves a stage without a holder that the ledger never heard of", async () => {
    const world = newWorld();
    world.store.registry.holders = { [stage]: "5" };
    assert.deepEqual([take(await retireStage(world)).from, world.store.registry.holders], ["5", {}]);
  });

  it("writes nothing in a dry run, without a reason, of an unknown stage, or over what was moved without the ledger", async () => {
    const world = newWorld();
    await toProduction(world, "7");
    const before = [...world.store.ledger.events];
    assert.equal(take(await retireStage(world, { dryRun: true })).status, "would-apply");
    failsWith(await retire(world.as("dana@example.com"), program, { model, stage, reason: "" }), "denied", /needs a reason/);
    failsWith(await retire(world.as("dana@example.com"), program, { model, stage: "prod", reason }), "absent", /no stage `prod`/);
    failsWith(await retire(world.as("dana@example.com"), program, { model, stage, reason, holder: "5" }), "conflict", /held by `7` now/);
    world.store.registry.holders[stage] = "8";
    failsWith(await retireStage(world), "conflict", /muster adopt/);
    assert.deepEqual(world.store.ledger.events, before);
  });

  it("is finished by the next one where it died after the move", async () => {
    const world = newWorld();
    await toProduction(world, "7");
    await new Promise<void>((dead) => {
      const move = () => (dead(), new Promise<never>(() => undefined));
      void retireStage(world, { registry: { ...world.registry, move } });
    });
    world.store.registry.holders = { staging: "7" };
    wait(world, 600_000);
    const report = take(await retireStage(world));
    assert.deepEqual([report.status, report.events.map(({ type }) => type)], ["already-there", ["retirement.applied"]]);
    isSound(world);
  });
});

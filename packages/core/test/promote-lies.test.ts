import assert from "node:assert/strict";
import { failure, promote, type Ledger, type Registry } from "@muster/core";
import { comesToAnEnd, failsWith, inProduction, isSound, program, promotion, take, wait } from "./moves-world.js";

describe("a promotion whose registry lies or is changed behind its back", () => {
  it("reports nothing as done where the registry says so and did not move", async () => {
    const world = await inProduction();
    const registry: Registry = { ...world.registry, move: () => Promise.resolve({ ok: true, value: null }) };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, promotion),
      "conflict",
      /when it was read back `production` is held by `5`/,
      /event 8 says so/,
    );
    assert.deepEqual([world.store.ledger.events.at(-1)?.type, world.store.ledger.events.at(-1)?.body.seen], ["promotion.failed", "5"]);
    await comesToAnEnd(world);
  });

  it("moves nothing where the holder changed after it was read, and writes whom it found", async () => {
    const world = await inProduction();
    const registry: Registry = {
      ...world.registry,
      move: (move) => ((world.store.registry.holders["production"] = "8"), world.registry.move(move)),
    };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, promotion),
      "conflict",
      /`production` is held by `8`, no longer by `5`/,
      /nothing was moved by us/,
    );
    assert.deepEqual([world.store.ledger.events.at(-1)?.type, world.store.ledger.events.at(-1)?.body.seen], ["promotion.failed", "8"]);
    assert.equal(world.store.registry.holders["production"], "8");
  });

  it("reports nothing as done where the holder is changed right after the move", async () => {
    const world = await inProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => {
        const moved = await world.registry.move(move);
        world.store.registry.holders["production"] = "8";
        return moved;
      },
    };
    failsWith(await promote(world.as("ci-bot@example.com", { registry }), program, promotion), "conflict", /held by `8`/);
    assert.equal((await world.ofModel()).holders.get("production")?.version, "5");
  });

  it("decides on no other version's facts", async () => {
    const world = await inProduction();
    const registry: Registry = { ...world.registry, readVersion: (name) => world.registry.readVersion(name, "8") };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, promotion),
      "malformed",
      /asked for `fraud-cards@7`, .* `8`/,
    );
  });

  it("moves nothing after its deadline", async () => {
    const world = await inProduction();
    const ledger: Ledger = {
      ...world.ledger,
      append: async (...given) => {
        const appended = await world.ledger.append(...given);
        if (given[0].event.type === "promotion.intended") wait(world, 600_000);
        return appended;
      },
    };
    failsWith(
      await promote(world.as("ci-bot@example.com", { ledger }), program, promotion),
      "unreachable",
      /the deadline .* passed before/,
      /nothing was moved/,
    );
    assert.deepEqual([world.store.ledger.events.at(-1)?.type, world.store.registry.holders["production"]], ["promotion.aborted", "5"]);
    await comesToAnEnd(world);
  });

  it("says that registry and ledger differ where a slow move came after its deadline and somebody had settled it", async () => {
    const world = await inProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => {
        wait(world, 600_000);
        take(await promote(world.as("bob@example.com"), program, { ...promotion, version: "5" }));
        return world.registry.move(move);
      },
    };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, promotion),
      "conflict",
      /made after its deadline/,
      /`bob@example.com` had settled it/,
      /muster adopt/,
    );
    isSound(world);
  });

  it("writes what came of a move even where somebody with a faster clock wrote meanwhile", async () => {
    const world = await inProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => {
        const now = world.clock.now();
        wait(world, 5_000);
        take(await promote(world.as("bob@example.com"), program, { ...promotion, version: "8", to: "staging" }));
        world.clock.set(now);
        return world.registry.move(move);
      },
    };
    assert.equal(take(await promote(world.as("ci-bot@example.com", { registry }), program, promotion)).status, "applied");
    const times = world.store.ledger.events.map(({ at }) => Date.parse(at));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  it("gives up, and says so, where others always write first", async () => {
    const world = await inProduction();
    const ledger: Ledger = { ...world.ledger, append: () => Promise.resolve(failure("conflict", "the ledger is elsewhere")) };
    failsWith(await promote(world.as("ci-bot@example.com", { ledger }), program, promotion), "conflict", /32 times in a row/);
    assert.equal(world.store.registry.holders["production"], "5");
  });
});

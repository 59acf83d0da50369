/** Taking over what a registry already holds. */
import assert from "node:assert/strict";
import { adopt, collect, promote } from "@muster/core";
import { failsWith, model, newWorld, program, take } from "./moves-world.js";

describe("adopting what the registry holds", () => {
  it("makes it the ledger's word, from now on and without a move", async () => {
    const world = newWorld();
    world.store.registry.holders["production"] = "5";
    const event = take(await adopt(world.as("dana@example.com"), program, { model, reason: "we start here" }));
    assert.equal(event?.type, "registry.adopted");
    assert.deepEqual(event.body.stages, { production: "5" });
    const tenure = (await world.ofModel()).holders.get("production");
    assert.deepEqual([tenure?.version, tenure?.how, tenure?.since, tenure?.by], ["5", "adoption", event.at, "dana@example.com"]);
    assert.deepEqual(world.store.registry.holders, { production: "5" });
  });

  it("ends a drift, and what follows is decided on the registry's holder", async () => {
    const world = newWorld();
    const context = world.as("dana@example.com");
    take(await promote(context, program, { model, version: "7", to: "staging" }));
    world.store.registry.holders["staging"] = "8";
    const request = { model, version: "8", to: "production" };
    assert.deepEqual(take(await collect(context, program, request)).evidence.stages?.["staging"]?.drift, { registry: "8" });
    take(await adopt(context, program, { model }));
    const { stages } = take(await collect(context, program, request)).evidence;
    assert.deepEqual([stages?.["staging"]?.version, stages?.["staging"]?.drift], ["8", undefined]);
  });

  it("knows a stage that the registry left without a holder", async () => {
    const world = newWorld();
    const context = world.as("dana@example.com");
    take(await promote(context, program, { model, version: "7", to: "staging" }));
    delete world.store.registry.holders["staging"];
    take(await adopt(context, program, { model }));
    assert.equal((await world.ofModel()).holders.has("staging"), false);
  });

  it("writes nothing where both say the same, nor where nobody holds anything", async () => {
    const world = newWorld();
    const context = world.as("dana@example.com");
    assert.equal(take(await adopt(context, program, { model })), undefined);
    take(await promote(context, program, { model, version: "7", to: "staging" }));
    const before = take(await world.ledger.read(1)).length;
    assert.equal(take(await adopt(context, program, { model })), undefined);
    assert.equal(take(await world.ledger.read(1)).length, before);
  });

  it("leaves a move that is under way to its owner", async () => {
    const world = newWorld();
    const ledger: typeof world.ledger = {
      ...world.ledger,
      append: (entry, head) =>
        entry.event.type === "promotion.intended" ? world.ledger.append(entry, head) : Promise.reject(new Error("killed")),
    };
    await promote(world.as("erin@example.com", { ledger }), program, { model, version: "7", to: "staging" }).catch(() => undefined);
    world.store.registry.holders["production"] = "5";
    failsWith(await adopt(world.as("dana@example.com"), program, { model }), "conflict", /erin@example\.com/);
  });

  it("says nothing of a model that the policy does not govern", async () => {
    failsWith(await adopt(newWorld().as("dana@example.com"), program, { model: "churn" }), "absent");
  });
});

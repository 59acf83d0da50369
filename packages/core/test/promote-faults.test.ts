import assert from "node:assert/strict";
import { failure, promote, type FailureReason, type Ledger, type MoveReport, type Registry, type Result } from "@muster/core";
import { failsWith, isSound, model, newWorld, program, take, wait, type World } from "./moves-world.js";

/** One call of a port: its name, such as `registry.move`, and the call itself. */
type Tap = <T>(name: string, call: () => Promise<Result<T>>) => Promise<Result<T>>;

/** The world's ports as one process has them, every call through a tap. */
const tapped = ({ registry, ledger }: World, tap: Tap): { readonly registry: Registry; readonly ledger: Ledger } => ({
  registry: {
    id: registry.id,
    listModels: () => tap("registry.listModels", () => registry.listModels()),
    listVersions: (...given) => tap("registry.listVersions", () => registry.listVersions(...given)),
    readVersion: (...given) => tap("registry.readVersion", () => registry.readVersion(...given)),
    readHolders: (...given) => tap("registry.readHolders", () => registry.readHolders(...given)),
    move: (...given) => tap("registry.move", () => registry.move(...given)),
  },
  ledger: {
    head: () => tap("ledger.head", () => ledger.head()),
    read: (...given) => tap("ledger.read", () => ledger.read(...given)),
    append: (...given) => tap("ledger.append", () => ledger.append(...given)),
    attachment: (...given) => tap("ledger.attachment", () => ledger.attachment(...given)),
  },
});

const request = { model, version: "7", to: "production" } as const;

const newWorldInProduction = async (): Promise<World> => {
  const world = newWorld();
  for (const [version, to] of [
    ["5", "staging"],
    ["5", "production"],
    ["7", "staging"],
  ] as const) {
    assert.equal(take(await promote(world.as("ci-bot@example.com"), program, { model, version, to })).status, "applied");
  }
  wait(world, 60_000);
  return world;
};

/** The calls of a promotion that meets no trouble. */
const callsOf = async (): Promise<readonly string[]> => {
  const world = await newWorldInProduction();
  const calls: string[] = [];
  const ports = tapped(world, (name, call) => (calls.push(name), call()));
  assert.equal(take(await promote(world.as("ci-bot@example.com", ports), program, request)).status, "applied");
  return calls;
};

/** Afterwards, whatever happened: the next promotion brings it to an end, and the one after finds nothing to do. */
const comesToAnEnd = async (world: World): Promise<void> => {
  isSound(world);
  wait(world, 600_000);
  const next = take(await promote(world.as("ci-bot@example.com"), program, request));
  assert.ok(next.status === "applied" || next.status === "already-there", next.status);
  const written = world.store.ledger.events.length;
  assert.equal(take(await promote(world.as("ci-bot@example.com"), program, request)).status, "already-there");
  assert.equal(world.store.ledger.events.length, written);
  const { holders, openIntents } = await world.ofModel();
  assert.deepEqual([holders.get("production")?.version, world.store.registry.holders["production"], openIntents], ["7", "7", []]);
  assert.equal(
    world.store.ledger.events.filter(({ type, body }) => type === "promotion.applied" && body.to === "production" && body.version === "7")
      .length,
    1,
  );
  isSound(world);
};

/** What is reported is so: done only what the ledger and the registry show. */
const isTrue = async (world: World, result: Result<MoveReport>): Promise<void> => {
  const isMoved = world.store.registry.holders["production"] === "7";
  if (result.ok && result.value.status === "not-allowed") {
    assert.deepEqual([result.value.decision?.verdict, isMoved], ["unknown", false]);
  } else if (result.ok) {
    assert.deepEqual([result.value.status, isMoved], ["applied", true]);
    assert.equal((await world.ofModel()).holders.get("production")?.version, "7");
  } else {
    assert.ok(result.message.length > 0);
    if (isMoved) assert.match(result.message, /was made, but|not known whether/);
    else assert.doesNotMatch(result.message, /was made, but/);
    if (!isMoved && result.reason === "unreachable") assert.match(result.message, /nothing was moved|was not made|not known whether/);
  }
};

class Killed extends Error {}

describe("a promotion whose process dies", () => {
  it("has a known road: look, announce, move, read back, write", async () => {
    assert.deepEqual(await callsOf(), [
      "ledger.read",
      "registry.readHolders",
      "registry.readVersion",
      "registry.readVersion",
      "ledger.append",
      "registry.move",
      "registry.readHolders",
      "ledger.read",
      "ledger.append",
    ]);
  });

  for (const when of ["before", "after"] as const) {
    it(`is finished by the next one, wherever it died ${when} a call took effect`, async () => {
      const calls = await callsOf();
      for (const fatal of calls.keys()) {
        const world = await newWorldInProduction();
        let count = 0;
        const ports = tapped(world, async (_name, call) => {
          count += 1;
          if (count === fatal + 1 && when === "after") await call();
          if (count > fatal) throw new Killed();
          return call();
        });
        const isDone = await promote(world.as("bob@example.com", ports), program, request).then(
          (result) => result.ok,
          (error: unknown) => !(error instanceof Killed),
        );
        assert.equal(isDone, false, "a dead process reports nothing as done");
        const open = (await world.ofModel()).openIntents;
        if (open.length > 0)
          failsWith(await promote(world.as("ci-bot@example.com"), program, request), "conflict", /`bob@example.com` announced/);
        await comesToAnEnd(world);
      }
    });
  }
});

describe("a promotion whose registry or ledger fails once", () => {
  const reasons: readonly FailureReason[] = ["unreachable", "refused", "malformed", "absent", "conflict"];
  for (const reason of reasons) {
    for (const effect of [false, true]) {
      it(`tells the truth and can be finished: any call answers \`${reason}\`${effect ? " although it took effect" : ""}`, async () => {
        const calls = await callsOf();
        for (const [fault, name] of calls.entries()) {
          const world = await newWorldInProduction();
          let count = 0;
          const ports = tapped(world, async (_name, call) => {
            count += 1;
            if (count !== fault + 1) return call();
            if (effect) await call();
            return failure(reason, "the store is out of order");
          });
          const result = await promote(world.as("ci-bot@example.com", ports), program, request);
          // A ledger that refuses and yet writes breaks its contract; what it wrote is settled like any open intent.
          if (!(name === "ledger.append" && effect)) await isTrue(world, result);
          await comesToAnEnd(world);
        }
      });
    }
  }

  it("tells the truth and can be finished: any call throws", async () => {
    const calls = await callsOf();
    const announced = calls.indexOf("ledger.append");
    for (const fault of calls.keys()) {
      const world = await newWorldInProduction();
      let count = 0;
      const ports = tapped(world, (_name, call) => ((count += 1) === fault + 1 ? Promise.reject(new Error("socket hang up")) : call()));
      const promoted = promote(world.as("ci-bot@example.com", ports), program, request);
      if (fault <= announced) await assert.rejects(promoted, /socket hang up/);
      else await isTrue(world, await promoted);
      await comesToAnEnd(world);
    }
  });

  it("finds out that a move was made although the registry did not answer", async () => {
    const world = await newWorldInProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => (take(await world.registry.move(move)), failure("unreachable", "timed out")),
    };
    assert.equal(take(await promote(world.as("ci-bot@example.com", { registry }), program, request)).status, "applied");
  });

  it("finds out that its intent was written although the ledger did not answer", async () => {
    const world = await newWorldInProduction();
    const ledger: Ledger = {
      ...world.ledger,
      append: async (...given) => (take(await world.ledger.append(...given)), failure("unreachable", "timed out")),
    };
    assert.equal(take(await promote(world.as("ci-bot@example.com", { ledger }), program, request)).status, "applied");
    isSound(world);
  });

  it("says that the ledger was not written and nothing was moved where the ledger is gone for good", async () => {
    const world = await newWorldInProduction();
    const ports = tapped(world, (name, call) =>
      name === "ledger.append" ? Promise.resolve(failure("unreachable", "the remote does not answer")) : call(),
    );
    failsWith(
      await promote(world.as("ci-bot@example.com", ports), program, request),
      "unreachable",
      /the remote does not answer/,
      /nothing was moved/,
    );
    await comesToAnEnd(world);
  });

  it("leaves its intent open where the registry cannot be read back, and says until when", async () => {
    const world = await newWorldInProduction();
    let isMoved = false;
    const ports = tapped(world, async (name, call) => {
      if (isMoved && name.startsWith("registry.")) return failure("unreachable", "502");
      isMoved ||= name === "registry.move";
      return call();
    });
    failsWith(
      await promote(world.as("ci-bot@example.com", ports), program, request),
      "unreachable",
      /not known whether/,
      /event 7/,
      /open until 2026-11-20T10:11:00Z/,
      /run it again/,
    );
    await comesToAnEnd(world);
  });
});

describe("a promotion whose registry lies or is changed behind its back", () => {
  it("reports nothing as done where the registry says so and did not move", async () => {
    const world = await newWorldInProduction();
    const registry: Registry = { ...world.registry, move: () => Promise.resolve({ ok: true, value: null }) };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, request),
      "conflict",
      /when it was read back `production` is held by `5`/,
      /event 8 says so/,
    );
    assert.deepEqual([world.store.ledger.events.at(-1)?.type, world.store.ledger.events.at(-1)?.body.seen], ["promotion.failed", "5"]);
    await comesToAnEnd(world);
  });

  it("moves nothing where the holder changed after it was read, and writes whom it found", async () => {
    const world = await newWorldInProduction();
    const registry: Registry = {
      ...world.registry,
      move: (move) => ((world.store.registry.holders["production"] = "8"), world.registry.move(move)),
    };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, request),
      "conflict",
      /`production` is held by `8`, no longer by `5`/,
      /nothing was moved by us/,
    );
    assert.deepEqual([world.store.ledger.events.at(-1)?.type, world.store.ledger.events.at(-1)?.body.seen], ["promotion.failed", "8"]);
    assert.equal(world.store.registry.holders["production"], "8");
  });

  it("reports nothing as done where the holder is changed right after the move", async () => {
    const world = await newWorldInProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => {
        const moved = await world.registry.move(move);
        world.store.registry.holders["production"] = "8";
        return moved;
      },
    };
    failsWith(await promote(world.as("ci-bot@example.com", { registry }), program, request), "conflict", /held by `8`/);
    assert.equal((await world.ofModel()).holders.get("production")?.version, "5");
  });

  it("decides on no other version's facts", async () => {
    const world = await newWorldInProduction();
    const registry: Registry = { ...world.registry, readVersion: (name) => world.registry.readVersion(name, "8") };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, request),
      "malformed",
      /asked for `fraud-cards@7`, .* `8`/,
    );
  });

  it("moves nothing after its deadline", async () => {
    const world = await newWorldInProduction();
    const ledger: Ledger = {
      ...world.ledger,
      append: async (...given) => {
        const appended = await world.ledger.append(...given);
        if (given[0].event.type === "promotion.intended") wait(world, 600_000);
        return appended;
      },
    };
    failsWith(
      await promote(world.as("ci-bot@example.com", { ledger }), program, request),
      "unreachable",
      /the deadline .* passed before/,
      /nothing was moved/,
    );
    assert.deepEqual([world.store.ledger.events.at(-1)?.type, world.store.registry.holders["production"]], ["promotion.aborted", "5"]);
    await comesToAnEnd(world);
  });

  it("says that registry and ledger differ where a slow move came after its deadline and somebody had settled it", async () => {
    const world = await newWorldInProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => {
        wait(world, 600_000);
        take(await promote(world.as("bob@example.com"), program, { ...request, version: "5" }));
        return world.registry.move(move);
      },
    };
    failsWith(
      await promote(world.as("ci-bot@example.com", { registry }), program, request),
      "conflict",
      /made after its deadline/,
      /`bob@example.com` had settled it/,
      /muster adopt/,
    );
    isSound(world);
  });

  it("writes what came of a move even where somebody with a faster clock wrote meanwhile", async () => {
    const world = await newWorldInProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => {
        const now = world.clock.now();
        wait(world, 5_000);
        take(await promote(world.as("bob@example.com"), program, { ...request, version: "8", to: "staging" }));
        world.clock.set(now);
        return world.registry.move(move);
      },
    };
    assert.equal(take(await promote(world.as("ci-bot@example.com", { registry }), program, request)).status, "applied");
    const times = world.store.ledger.events.map(({ at }) => Date.parse(at));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  it("gives up, and says so, where others always write first", async () => {
    const world = await newWorldInProduction();
    const ledger: Ledger = { ...world.ledger, append: () => Promise.resolve(failure("conflict", "the ledger is elsewhere")) };
    failsWith(await promote(world.as("ci-bot@example.com", { ledger }), program, request), "conflict", /32 times in a row/);
    assert.equal(world.store.registry.holders["production"], "5");
  });
});

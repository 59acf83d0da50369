import assert from "node:assert/strict";
import {
  failure,
  promote,
  recordRegistration,
  type FailureReason,
  type Ledger,
  type MoveReport,
  type Registry,
  type Result,
} from "@muster/core";
import { comesToAnEnd, failsWith, inProduction, isSound, model, program, promotion, take, type World } from "./moves-world.js";

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

/** The calls of a promotion that meets no trouble. */
const callsOf = async (): Promise<readonly string[]> => {
  const world = await inProduction();
  const calls: string[] = [];
  const ports = tapped(world, (name, call) => (calls.push(name), call()));
  assert.equal(take(await promote(world.as("ci-bot@example.com", ports), program, promotion)).status, "applied");
  return calls;
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
        const world = await inProduction();
        let count = 0;
        const ports = tapped(world, async (_name, call) => {
          count += 1;
          if (count === fatal + 1 && when === "after") await call();
          if (count > fatal) throw new Killed();
          return call();
        });
        const isDone = await promote(world.as("bob@example.com", ports), program, promotion).then(
          (result) => result.ok,
          (error: unknown) => !(error instanceof Killed),
        );
        assert.equal(isDone, false, "a dead process reports nothing as done");
        const open = (await world.ofModel()).openIntents;
        if (open.length > 0)
          failsWith(await promote(world.as("ci-bot@example.com"), program, promotion), "conflict", /`bob@example.com` announced/);
        await comesToAnEnd(world);
      }
    });
  }
});

describe("a promotion whose registry or ledger fails once", () => {
  const reasons: readonly FailureReason[] = ["unreachable", "refused", "denied", "malformed", "absent", "conflict"];
  for (const reason of reasons) {
    for (const effect of [false, true]) {
      it(`tells the truth and can be finished: any call answers \`${reason}\`${effect ? " although it took effect" : ""}`, async () => {
        const calls = await callsOf();
        for (const [fault, name] of calls.entries()) {
          const world = await inProduction();
          let count = 0;
          const ports = tapped(world, async (_name, call) => {
            count += 1;
            if (count !== fault + 1) return call();
            if (effect) await call();
            return failure(reason, "the store is out of order");
          });
          const result = await promote(world.as("ci-bot@example.com", ports), program, promotion);
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
      const world = await inProduction();
      let count = 0;
      const ports = tapped(world, (_name, call) => ((count += 1) === fault + 1 ? Promise.reject(new Error("socket hang up")) : call()));
      const promoted = promote(world.as("ci-bot@example.com", ports), program, promotion);
      if (fault <= announced) await assert.rejects(promoted, /socket hang up/);
      else await isTrue(world, await promoted);
      await comesToAnEnd(world);
    }
  });

  it("finds out that a move was made although the registry did not answer", async () => {
    const world = await inProduction();
    const registry: Registry = {
      ...world.registry,
      move: async (move) => (take(await world.registry.move(move)), failure("unreachable", "timed out")),
    };
    assert.equal(take(await promote(world.as("ci-bot@example.com", { registry }), program, promotion)).status, "applied");
  });

  it("finds out that its intent was written although the ledger did not answer", async () => {
    const world = await inProduction();
    const ledger: Ledger = {
      ...world.ledger,
      append: async (...given) => (take(await world.ledger.append(...given)), failure("unreachable", "timed out")),
    };
    assert.equal(take(await promote(world.as("ci-bot@example.com", { ledger }), program, promotion)).status, "applied");
    isSound(world);
  });

  it("does not take somebody else's event for its intent where the ledger did not answer", async () => {
    const world = await inProduction();
    let isFirst = true;
    const ledger: Ledger = {
      ...world.ledger,
      append: async (...given) => {
        if (!isFirst) return world.ledger.append(...given);
        isFirst = false;
        take(await recordRegistration(world.as("erin@example.com"), { model, version: "9" }));
        return failure("unreachable", "timed out");
      },
    };
    assert.equal(take(await promote(world.as("ci-bot@example.com", { ledger }), program, promotion)).status, "applied");
    isSound(world);
  });

  it("says that the ledger was not written and nothing was moved where the ledger is gone for good", async () => {
    const world = await inProduction();
    const ports = tapped(world, (name, call) =>
      name === "ledger.append" ? Promise.resolve(failure("unreachable", "the remote does not answer")) : call(),
    );
    failsWith(
      await promote(world.as("ci-bot@example.com", ports), program, promotion),
      "unreachable",
      /the remote does not answer/,
      /nothing was moved/,
    );
    await comesToAnEnd(world);
  });

  it("leaves its intent open where the registry cannot be read back, and says until when", async () => {
    const world = await inProduction();
    let isMoved = false;
    const ports = tapped(world, async (name, call) => {
      if (isMoved && name.startsWith("registry.")) return failure("unreachable", "502");
      isMoved ||= name === "registry.move";
      return call();
    });
    failsWith(
      await promote(world.as("ci-bot@example.com", ports), program, promotion),
      "unreachable",
      /not known whether/,
      /event 7/,
      /open until 2026-11-20T10:13:00Z/,
      /run it again/,
    );
    await comesToAnEnd(world);
  });
});

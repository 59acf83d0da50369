import assert from "node:assert/strict";
import {
  collect,
  evaluate,
  giveWord,
  promote,
  recordCheck,
  recordRegistration,
  type GivenWord,
  type Ledger,
  type Registry,
  type WriteContext,
} from "@muster/core";
import { candidate, failsWith, model, newWorld, program, programOf, start, take, wait, type World } from "./moves-world.js";

const word = { model, version: "7", to: "critical", decision: "approve" } as const satisfies GivenWord;
const check = { model, version: "7", name: "bias-audit", status: "passed" } as const;

const newAwakeWorld = (): World => {
  const world = newWorld();
  wait(world, 60_000);
  return world;
};

/** A ledger on which somebody else writes first, once. */
const overtaken = (world: World, other: (context: WriteContext) => Promise<unknown>): Ledger => {
  let isFirst = true;
  return {
    ...world.ledger,
    append: async (...given) => {
      if (isFirst) {
        isFirst = false;
        await other(world.as("bob@example.com"));
      }
      return world.ledger.append(...given);
    },
  };
};

describe("giving one's word", () => {
  it("binds it to the model, the version, its artifact, the stage and the stage's gates", async () => {
    const world = newAwakeWorld();
    const event = take(await giveWord(world.as("alice@example.com"), program, { ...word, reason: "looked at the report" }));
    assert.deepEqual(
      [event.type, event.at, event.actor],
      ["approval.granted", "2026-11-20T10:01:00Z", { identity: "alice@example.com", assurance: "claimed" }],
    );
    assert.deepEqual(event.body, {
      model,
      registry: "memory",
      version: "7",
      digest: candidate("7", 0).digest,
      to: "critical",
      stageDigest: program.stages.get("critical")?.digest,
      reason: "looked at the report",
    });
    assert.deepEqual(world.store.ledger.events, [event]);
  });

  it("counts in the decision", async () => {
    const world = newAwakeWorld();
    take(await giveWord(world.as("alice@example.com"), program, word));
    take(await recordCheck(world.as("audit-bot@example.com"), program, check));
    const { evidence } = take(await collect(world, program, { ...word, requester: "ci-bot@example.com" }));
    const { gates } = take(evaluate(program, evidence));
    assert.deepEqual(
      gates.filter(({ kind }) => kind === "approvals" || kind === "check").map(({ outcome }) => outcome),
      ["passed", "passed"],
    );
  });

  it("takes a rejection, and takes back what was said", async () => {
    const world = newAwakeWorld();
    const alice = world.as("alice@example.com");
    assert.equal(take(await giveWord(alice, program, { ...word, decision: "reject" })).type, "approval.rejected");
    assert.equal(take(await giveWord(alice, program, { ...word, decision: "revoke" })).type, "approval.revoked");
    failsWith(
      await giveWord(alice, program, { ...word, decision: "revoke" }),
      "denied",
      /no standing word of `alice@example.com`/,
      /nothing to revoke/,
    );
  });

  it("takes back one's own word on this version and stage only", async () => {
    const world = newAwakeWorld();
    take(await giveWord(world.as("alice@example.com"), program, word));
    failsWith(await giveWord(world.as("bob@example.com"), program, { ...word, decision: "revoke" }), "denied");
    failsWith(await giveWord(world.as("alice@example.com"), program, { ...word, version: "8", decision: "revoke" }), "denied");
    failsWith(await giveWord(world.as("alice@example.com"), program, { ...word, to: "production", decision: "revoke" }), "denied");
    take(await giveWord(world.as("ALICE@example.com"), program, { ...word, decision: "revoke" }));
  });

  it("refuses a word that no gate would count: of a stranger, of the author, where no gate asks", async () => {
    const world = newAwakeWorld();
    failsWith(
      await giveWord(world.as("mallory@example.com"), program, word),
      "denied",
      /`mallory@example.com` is not among those who may approve for `critical`: leads/,
    );
    failsWith(await giveWord(world.as("mallory@example.com"), program, { ...word, decision: "reject" }), "denied");
    world.store.registry.versions = [candidate("7", 0.94, { author: "Alice@Example.com" })];
    failsWith(await giveWord(world.as("alice@example.com"), program, word), "denied", /made this version and may not approve it/);
    failsWith(
      await giveWord(world.as("alice@example.com"), program, { ...word, decision: "reject" }),
      "denied",
      /made this version and may not reject it for `critical`/,
    );
    failsWith(
      await giveWord(world.as("alice@example.com"), program, { ...word, to: "staging" }),
      "denied",
      /no gate of `staging` asks for approvals[^]*those of `critical` do/,
    );
    failsWith(await giveWord(world.as("alice@example.com"), program, { ...word, to: "prod" }), "absent");
    failsWith(await giveWord(world.as("alice@example.com"), program, { ...word, version: "99" }), "absent");
    assert.deepEqual(world.store.ledger.events, []);
  });

  it("finds gates within gates and in rollbacks, and minds exclusions and signatures", async () => {
    const world = newAwakeWorld();
    const strict = programOf(`
version: 1
name: fraud-models
models: ["fraud-*"]
signed: required
stages:
  - name: development
  - name: staging
    gates:
      - anyOf:
          - approvals: 1
            from: [alice@example.com, bob@example.com]
            exclude: [author, bob@example.com]
          - tag: urgent
            exists: true
    rollback:
      gates:
        - approvals: 1
          from: [carol@example.com]
`);
    const given = { ...word, to: "staging" } as const;
    const signed = (identity: string) => world.as(identity, { actor: { identity, assurance: "signed" } });
    failsWith(await giveWord(world.as("alice@example.com"), strict, given), "denied", /signed words only/);
    failsWith(await giveWord(signed("bob@example.com"), strict, given), "denied", /excluded by the policy/);
    take(await giveWord(signed("alice@example.com"), strict, given));
    take(await giveWord(signed("carol@example.com"), strict, given));
    failsWith(await giveWord(signed("erin@example.com"), strict, given), "denied", /is not among those/);
  });

  it("is said anew on what the ledger says after somebody else was first", async () => {
    const world = newAwakeWorld();
    const ledger = overtaken(world, (bob) => giveWord(bob, program, word));
    take(await giveWord(world.as("alice@example.com", { ledger }), program, word));
    assert.deepEqual(
      world.store.ledger.events.map(({ seq, actor }) => [seq, actor.identity]),
      [
        [1, "bob@example.com"],
        [2, "alice@example.com"],
      ],
    );
  });

  it("refuses to write at a time before the ledger's newest event", async () => {
    const world = newAwakeWorld();
    take(await giveWord(world.as("alice@example.com"), program, word));
    world.clock.set(start);
    failsWith(await giveWord(world.as("bob@example.com"), program, word), "refused", /the clock says/);
  });

  it("binds to no other version's facts", async () => {
    const world = newAwakeWorld();
    const registry: Registry = { ...world.registry, readVersion: (name) => world.registry.readVersion(name, "8") };
    failsWith(await giveWord(world.as("alice@example.com", { registry }), program, word), "malformed");
  });
});

describe("attaching a check's result", () => {
  it("binds it to the version and its artifact", async () => {
    const world = newAwakeWorld();
    const event = take(
      await recordCheck(world.as("audit-bot@example.com"), program, {
        ...check,
        url: "https://ci.example.com/7",
        summary: "no slice differs",
      }),
    );
    assert.equal(event.type, "check.recorded");
    assert.deepEqual(event.body, {
      model,
      registry: "memory",
      version: "7",
      digest: candidate("7", 0).digest,
      name: "bias-audit",
      status: "passed",
      url: "https://ci.example.com/7",
      summary: "no slice differs",
    });
  });

  it("refuses a name that no gate asks for, and says which was meant", async () => {
    const bot = newAwakeWorld().as("audit-bot@example.com");
    failsWith(
      await recordCheck(bot, program, { ...check, name: "bias-adit" }),
      "denied",
      /asks for no check `bias-adit`/,
      /did you mean `bias-audit`\?/,
    );
    failsWith(await recordCheck(bot, program, { ...check, name: "load-test" }), "denied", /it asks for `bias-audit`/);
  });

  it("refuses a result that no gate would count", async () => {
    const world = newAwakeWorld();
    failsWith(
      await recordCheck(world.as("mallory@example.com"), program, check),
      "denied",
      /`mallory@example.com` is not among those who may attach `bias-audit`: auditors/,
    );
    failsWith(await recordCheck(world.as("audit-bot@example.com"), program, { ...check, model: "churn" }), "absent", /does not govern/);
    failsWith(await recordCheck(world.as("audit-bot@example.com"), program, { ...check, version: "99" }), "absent");
    assert.deepEqual(world.store.ledger.events, []);
  });
});

describe("recording a registration", () => {
  const registered = { model, version: "9", digest: "sha256:9" };

  it("keeps who registered what, when", async () => {
    const world = newWorld();
    const event = take(await recordRegistration(world.as("erin@example.com"), registered));
    assert.deepEqual([event.type, event.body], ["version.registered", { ...registered, registry: "memory" }]);
    assert.deepEqual((await world.ofModel()).registered, [
      { version: "9", digest: "sha256:9", at: "2026-11-20T10:00:00Z", by: "erin@example.com", seq: 1 },
    ]);
  });

  it("is refused the second time, also where two do it at once", async () => {
    const world = newWorld();
    const ledger = overtaken(world, (bob) => recordRegistration(bob, registered));
    failsWith(
      await recordRegistration(world.as("erin@example.com", { ledger }), registered),
      "denied",
      /is registered since 2026-11-20T10:00:00Z, by `bob@example.com`/,
    );
    assert.equal(world.store.ledger.events.length, 1);
  });

  it("binds the ledger's id with its first event, and keeps it", async () => {
    const world = newWorld();
    take(await recordRegistration(world.as("erin@example.com", { newLedgerId: () => "first" }), registered));
    take(await promote(world.as("ci-bot@example.com", { newLedgerId: () => "second" }), program, { model, version: "7", to: "staging" }));
    assert.deepEqual([...new Set(world.store.ledger.events.map(({ ledger }) => ledger))], ["first"]);
  });
});

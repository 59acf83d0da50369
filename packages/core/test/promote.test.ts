import assert from "node:assert/strict";
import {
  canonicalJson,
  compile,
  digestOfText,
  evaluate,
  parsePolicy,
  promote,
  type Decision,
  type Evidence,
  type MoveReport,
} from "@muster/core";
import {
  candidate,
  failsWith,
  inProduction,
  isSound,
  model,
  newWorld,
  program,
  programOf,
  start,
  take,
  wait,
  type World,
} from "./moves-world.js";

const to = (stage: string, version = "7") => ({ model, version, to: stage });

const typesOf = ({ events }: Pick<MoveReport, "events">) => events.map(({ type }) => type);

describe("promote", () => {
  it("announces, moves, reads back and writes that it was applied", async () => {
    const world = newWorld();
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("staging")));
    assert.equal(report.status, "applied");
    assert.deepEqual([report.from, report.to, report.decision?.verdict], [null, "7", "allowed"]);
    assert.deepEqual(typesOf(report), ["promotion.intended", "promotion.applied"]);
    assert.deepEqual(world.store.ledger.events, report.events);
    assert.deepEqual(world.store.registry.holders, { staging: "7" });
    const [intended, applied] = report.events;
    assert.deepEqual(intended?.body, {
      model,
      registry: "memory",
      version: "7",
      digest: candidate("7", 0).digest,
      to: "staging",
      from: [],
      holder: null,
      deadline: "2026-11-20T10:10:00Z",
      evidence: report.decision?.evidence.digest,
      decision: digestOfText(canonicalJson(report.decision)),
    });
    assert.deepEqual([applied?.body.intent, applied?.body.seen, applied?.ledger, applied?.trust], [1, "7", "ledger-1", "c0ffee"]);
    isSound(world);
  });

  it("replaces the holder, names the stages that the version held, and remembers the holder before", async () => {
    const world = await inProduction();
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("production")));
    assert.deepEqual([report.status, report.from, report.to], ["applied", "5", "7"]);
    assert.deepEqual([report.events[0]?.body.holder, report.events[0]?.body.from], ["5", ["staging"]]);
    const { holders, history } = await world.ofModel();
    assert.deepEqual([holders.get("production")?.version, holders.get("staging")?.version], ["7", "7"]);
    const before = history.find(({ stage, version }) => stage === "production" && version === "5");
    assert.deepEqual([before?.until, before?.ended?.how], [holders.get("production")?.since, "promotion"]);
  });

  it("stops at a decision that does not allow it and writes nothing", async () => {
    const world = await inProduction();
    const before = [...world.store.ledger.events];
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("staging", "6")));
    assert.deepEqual([report.status, report.decision?.verdict, report.events], ["not-allowed", "denied", []]);
    assert.deepEqual(world.store.ledger.events, before);
    assert.equal(world.store.registry.holders["staging"], "7");
  });

  it("says that there is nothing to do where the version is there, and writes nothing", async () => {
    const world = await inProduction();
    const before = [...world.store.ledger.events];
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("staging")));
    assert.deepEqual([report.status, report.from, report.to, report.events], ["already-there", "7", "7", []]);
    assert.deepEqual(world.store.ledger.events, before);
  });

  it("says so of the entry stage too, which has no gate", async () => {
    const world = newWorld();
    const ci = world.as("ci-bot@example.com");
    assert.equal(take(await promote(ci, program, to("development"))).status, "applied");
    assert.equal(take(await promote(ci, program, to("development"))).status, "already-there");
    assert.equal(world.store.ledger.events.length, 2);
  });

  it("writes and moves nothing in a dry run, and says what it would do", async () => {
    const world = await inProduction();
    const before = [...world.store.ledger.events];
    const dry = world.as("ci-bot@example.com", { dryRun: true });
    const report = take(await promote(dry, program, to("production")));
    assert.deepEqual([report.status, report.from, report.to, report.events], ["would-apply", "5", "7", []]);
    assert.equal(take(await promote(dry, program, to("staging", "6"))).status, "not-allowed");
    assert.equal(take(await promote(dry, program, to("staging"))).status, "already-there");
    assert.deepEqual([world.store.ledger.events, world.store.registry.holders["production"]], [before, "5"]);
  });

  it("keeps evidence, decision and policy, so that the decision can be made again byte for byte", async () => {
    const world = await inProduction();
    const { events } = take(await promote(world.as("ci-bot@example.com"), program, to("production")));
    const { evidence = "", decision = "" } = events[0]?.body ?? {};
    const decided = take(await world.ledger.attachment(decision));
    const kept = JSON.parse(decided) as Decision;
    const text = take(await world.ledger.attachment(kept.policy.digest));
    const again = evaluate(
      compile(parsePolicy({ file: kept.policy.file, text })),
      JSON.parse(take(await world.ledger.attachment(evidence))) as Evidence,
      { action: kept.action },
    );
    assert.equal(canonicalJson(take(again)), decided);
  });

  it("refuses a policy that does not govern the model, and a stage that it does not have", async () => {
    const ci = newWorld().as("ci-bot@example.com");
    failsWith(await promote(ci, program, { model: "churn", version: "1", to: "staging" }), "absent", /does not govern `churn`/);
    failsWith(await promote(ci, program, to("prod")), "absent", /no stage `prod`/);
    failsWith(await promote(ci, program, to("staging", "99")), "absent", /`99`/);
  });

  it("refuses to write at a time before the ledger's newest event", async () => {
    const world = await inProduction();
    world.clock.set(start);
    failsWith(
      await promote(world.as("ci-bot@example.com"), program, to("production")),
      "refused",
      /the clock says `2026-11-20T10:00:00.000Z`/,
      /event 6 is of/,
      /nothing was written/,
      /set the clock right/,
    );
    assert.equal(world.store.ledger.events.length, 6);
    assert.equal(world.store.registry.holders["production"], "5");
  });
});

describe("promote and what others do", () => {
  /** `bob` announced to move production to 7 and was never heard of again. */
  const leftOpen = async (moved: boolean): Promise<World> => {
    const world = await inProduction();
    await new Promise<void>((dead) => {
      const move = () => (dead(), new Promise<never>(() => undefined));
      void promote(world.as("bob@example.com", { registry: { ...world.registry, move } }), program, to("production"));
    });
    if (moved) world.store.registry.holders["production"] = "7";
    return world;
  };

  it("leaves a stage to who announced a move of it until the deadline, and says who and since when", async () => {
    const world = await leftOpen(false);
    const since = world.clock.now();
    wait(world, 599_999);
    const failed = await promote(world.as("ci-bot@example.com"), program, to("production"));
    failsWith(failed, "conflict", /`bob@example.com`/, new RegExp(since.replace(".000", "")), /nothing was moved/);
    assert.equal(world.store.registry.holders["production"], "5");
  });

  it("lets a dead move be of no concern to other stages but for a warning", async () => {
    const world = await leftOpen(false);
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("staging", "8")));
    assert.equal(report.status, "applied");
    assert.match(report.warnings.join(), /`bob@example.com` announced .* to move `production` .* to `7`/);
  });

  it("settles as applied, after the deadline, what was moved by somebody who died", async () => {
    const world = await leftOpen(true);
    wait(world, 600_000);
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("production")));
    assert.deepEqual([report.status, typesOf(report)], ["already-there", ["promotion.applied"]]);
    const { holders } = await world.ofModel();
    assert.deepEqual(
      [holders.get("production")?.version, holders.get("production")?.by, holders.get("production")?.since],
      ["7", "bob@example.com", "2026-11-20T10:13:00Z"],
    );
    isSound(world);
  });

  it("settles as aborted what was not moved, evaluates again and moves", async () => {
    const world = await leftOpen(false);
    wait(world, 600_000);
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("production")));
    assert.deepEqual([report.status, typesOf(report)], ["applied", ["promotion.aborted", "promotion.intended", "promotion.applied"]]);
    assert.equal((await world.ofModel()).holders.get("production")?.by, "ci-bot@example.com");
    isSound(world);
  });

  it("settles as failed what somebody else moved, and does not overwrite it", async () => {
    const world = await leftOpen(false);
    world.store.registry.holders["production"] = "8";
    wait(world, 600_000);
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("production")));
    assert.deepEqual([report.status, report.decision?.verdict, typesOf(report)], ["not-allowed", "unknown", ["promotion.failed"]]);
    assert.deepEqual([world.store.ledger.events.at(-1)?.type, world.store.ledger.events.at(-1)?.body.seen], ["promotion.failed", "8"]);
    assert.equal(world.store.registry.holders["production"], "8");
  });

  it("settles nothing in a dry run", async () => {
    const world = await leftOpen(false);
    wait(world, 600_000);
    const report = take(await promote(world.as("ci-bot@example.com", { dryRun: true }), program, to("production")));
    assert.deepEqual([report.status, report.events], ["would-apply", []]);
    assert.match(report.warnings.join(), /`bob@example.com`/);
    assert.equal(world.store.ledger.events.at(-1)?.type, "promotion.intended");
  });

  it("moves nothing where the registry names a holder that the ledger does not know of", async () => {
    const world = await inProduction();
    world.store.registry.holders["production"] = "8";
    failsWith(
      await promote(
        world.as("ci-bot@example.com"),
        programOf(`
version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: staging
  - name: production
`),
        to("production"),
      ),
      "conflict",
      /`production` .* is held by `8` in the registry and by `5` since 2026-11-20T10:01:00Z in the ledger/,
      /muster adopt/,
    );
    assert.equal(world.store.registry.holders["production"], "8");
  });

  it("decides `unknown` where a gate asks for a stage that was moved without the ledger", async () => {
    const world = await inProduction();
    world.store.registry.holders = { staging: "7" };
    const report = take(await promote(world.as("ci-bot@example.com"), program, to("production")));
    assert.deepEqual([report.status, report.decision?.verdict], ["not-allowed", "unknown"]);
  });

  it("is not misled by a move that is finished while it looks", async () => {
    const world = await inProduction();
    let isFirst = true;
    const late = {
      ...world.registry,
      readHolders: async (name: string) => {
        if (isFirst) {
          isFirst = false;
          take(await promote(world.as("bob@example.com"), program, to("production")));
        }
        return world.registry.readHolders(name);
      },
    };
    const report = take(await promote(world.as("ci-bot@example.com", { registry: late }), program, to("production")));
    assert.deepEqual([report.status, report.from], ["already-there", "7"]);
  });

  it("evaluates again after a lost race: what was allowed need not be any more", async () => {
    const world = await inProduction();
    let isFirst = true;
    const slow = {
      ...world.ledger,
      append: async (...given: Parameters<typeof world.ledger.append>) => {
        if (isFirst) {
          isFirst = false;
          take(await promote(world.as("bob@example.com"), program, to("staging", "8")));
        }
        return world.ledger.append(...given);
      },
    };
    const report = take(await promote(world.as("ci-bot@example.com", { ledger: slow }), program, to("production")));
    assert.deepEqual([report.status, report.decision?.gates[0]?.code], ["not-allowed", "order-not-held"]);
  });

  it("replaces no other holder than the one that the caller saw", async () => {
    const world = await inProduction();
    failsWith(
      await promote(world.as("ci-bot@example.com"), program, { ...to("production"), holder: null }),
      "conflict",
      /held by `5` now/,
      /no longer by nobody/,
    );
    assert.equal(take(await promote(world.as("ci-bot@example.com"), program, { ...to("production"), holder: "5" })).status, "applied");
  });

  it("has nothing to do where the holder is another one than the caller saw, but the one that is asked for", async () => {
    const world = await inProduction();
    assert.equal(take(await promote(world.as("ci-bot@example.com"), program, { ...to("staging"), holder: "5" })).status, "already-there");
  });

  it("does not take a version for there that only the ledger, or only the registry, says to be there", async () => {
    const world = await inProduction();
    world.store.registry.holders = { staging: "8", production: "7" };
    const byLedger = take(await promote(world.as("ci-bot@example.com"), program, to("staging")));
    assert.deepEqual([byLedger.status, byLedger.decision?.verdict], ["not-allowed", "unknown"]);
    world.store.registry.holders = { staging: "7", production: "7" };
    const byRegistry = take(await promote(world.as("ci-bot@example.com"), program, to("production")));
    assert.deepEqual([byRegistry.status, byRegistry.decision?.verdict], ["not-allowed", "unknown"]);
  });

  it("lets one of 8 promoters of one version move it, and loses no event", async () => {
    const world = await inProduction();
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) => promote(world.as(`ci-${n}@example.com`), program, to("production"))),
    );
    const told = results.map((result) => (result.ok ? result.value.status : result.reason));
    assert.equal(told.filter((one) => one === "applied").length, 1, told.join());
    assert.ok(
      told.every((one) => ["applied", "already-there", "conflict"].includes(one)),
      told.join(),
    );
    assert.equal(world.store.ledger.events.filter(({ type, body }) => type === "promotion.applied" && body.to === "production").length, 2);
    isSound(world);
  });

  it("lets one of 8 promoters of 8 versions move the stage", async () => {
    const world = newWorld();
    world.store.registry.versions = Array.from({ length: 8 }, (_, n) => candidate(String(n + 1), 0.9 + n / 100));
    const results = await Promise.all(
      world.store.registry.versions.map(({ version }) => promote(world.as(`ci-${version}@example.com`), program, to("staging", version))),
    );
    const told = results.map((result) => (result.ok ? result.value.status : result.reason));
    assert.deepEqual(told.toSorted(), ["applied", ...Array.from({ length: 7 }, () => "conflict")]);
    const winner = results.flatMap((result) => (result.ok ? [result.value.to] : []));
    assert.deepEqual(
      [world.store.registry.holders["staging"], (await world.ofModel()).holders.get("staging")?.version],
      [winner[0], winner[0]],
    );
    assert.equal(world.store.ledger.events.length, 2);
    isSound(world);
  });
});

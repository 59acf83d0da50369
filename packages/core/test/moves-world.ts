import assert from "node:assert/strict";
import {
  compile,
  parsePolicy,
  promote,
  readLedger,
  verifyChain,
  type Candidate,
  type Failure,
  type FailureReason,
  type LedgerState,
  type ModelLedger,
  type MoveContext,
  type Ports,
  type Program,
  type Result,
} from "@muster/core";
import {
  fixedClock,
  memoryLedger,
  memoryLedgerStore,
  memoryRegistry,
  type FixedClock,
  type MemoryLedgerStore,
  type MemoryModel,
} from "@muster/core/testing";

export const model = "fraud-cards";

const policy = `
version: 1
name: fraud-models
models: ["fraud-*"]
groups:
  leads: [alice@example.com, bob@example.com]
  auditors: [audit-bot@example.com]
stages:
  - name: development
  - name: staging
    gates:
      - metric: auc
        min: 0.9
  - name: production
    gates:
      - metric: auc
        goal: maximize
        baseline: production
        maxRegression: 1%
        noBaseline: pass
    rollback:
      gates:
        - tag: quarantined
          exists: false
  - name: critical
    after: [production]
    gates:
      - approvals: 1
        from: [leads]
      - check: bias-audit
        from: [auditors]
      - metric: auc
        goal: maximize
        baseline: { version: "5" }
        minImprovement: 0
`;

export const programOf = (text: string): Program => {
  const parsed = parsePolicy({ file: "promotion.yaml", text });
  assert.deepEqual(
    parsed.diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  return compile(parsed);
};

export const program = programOf(policy);

export const candidate = (version: string, auc: number, more: Partial<Candidate> = {}): Candidate => ({
  version,
  author: "erin@example.com",
  createdAt: "2026-11-10T08:00:00Z",
  digest: `sha256:${version.padStart(64, "0")}`,
  tags: { model_card: `cards/${version}.md` },
  metrics: { auc },
  ...more,
});

/** A registry and a ledger in memory that tests may change behind everybody's back, and a clock that stands still. */
export interface World extends Ports {
  readonly clock: FixedClock;
  readonly store: { readonly registry: MemoryModel; readonly ledger: MemoryLedgerStore };
  /** What `actor` moves and writes with. */
  as(actor: string, more?: Partial<MoveContext>): MoveContext;
  ledgerState(): Promise<LedgerState>;
  ofModel(): Promise<ModelLedger>;
}

export const start = "2026-11-20T10:00:00.000Z";

/** Versions 5 to 8, newest first; nobody holds a stage, and the ledger has no event. */
export const newWorld = (): World => {
  const registered: MemoryModel = {
    versions: [candidate("8", 0.95), candidate("7", 0.94), candidate("6", 0.5), candidate("5", 0.93)],
    holders: {},
  };
  const ledgerStore = memoryLedgerStore();
  const ports = {
    registry: memoryRegistry({ models: { [model]: registered } }),
    ledger: memoryLedger(ledgerStore),
    clock: fixedClock(start),
  };
  const ledgerState = async () => take(await readLedger(ports));
  return {
    ...ports,
    store: { registry: registered, ledger: ledgerStore },
    as: (actor, more = {}) => ({
      ...ports,
      actor: { identity: actor, assurance: "claimed" },
      tool: "muster/test",
      trust: "c0ffee",
      newLedgerId: () => "ledger-1",
      deadlineMs: 600_000,
      ...more,
    }),
    ledgerState,
    ofModel: async () => (await ledgerState()).models.get(model) ?? assert.fail("the ledger knows nothing of the model"),
  };
};

/** What the tests of faults ask for. */
export const promotion = { model, version: "7", to: "production" } as const;

/** Version 5 came to staging and to production, then 7 to staging, a minute apart. */
export const inProduction = async (): Promise<World> => {
  const world = newWorld();
  for (const [version, to] of [
    ["5", "staging"],
    ["5", "production"],
    ["7", "staging"],
  ] as const) {
    assert.equal(take(await promote(world.as("ci-bot@example.com"), program, { model, version, to })).status, "applied");
    wait(world, 60_000);
  }
  return world;
};

/** The clock goes on. */
export const wait = ({ clock }: Pick<World, "clock">, milliseconds: number): void =>
  clock.set(new Date(Date.parse(clock.now()) + milliseconds).toISOString());

export const take = <T>(result: Result<T>): T => {
  if (!result.ok) assert.fail(`${result.reason}: ${result.message}`);
  return result.value;
};

/** A failure for this reason whose message and help match. */
export const failsWith = (result: Result<unknown>, reason: FailureReason, ...told: readonly RegExp[]): Failure => {
  if (result.ok) assert.fail(`expected ${reason}, got ${JSON.stringify(result.value)}`);
  assert.equal(result.reason, reason, result.message);
  for (const one of told) assert.match(`${result.message} | ${result.help ?? ""}`, one);
  return result;
};

/** What must hold whatever happened: the chain is whole, no stage was moved unannounced, no intent was settled twice. */
export const isSound = ({ store }: World): void => {
  const { events } = store.ledger;
  take(verifyChain(events, null));
  const settled = events.flatMap(({ body }) => body.intent ?? []);
  assert.deepEqual(settled, [...new Set(settled)], "an intent was settled twice");
  for (const [stage, version] of Object.entries(store.registry.holders)) {
    assert.ok(
      events.some(({ type, body }) => type.endsWith(".intended") && body.to === stage && body.version === version),
      `\`${stage}\` was moved to \`${version}\` unannounced`,
    );
  }
};

/** Afterwards, whatever happened: the next promotion brings it to an end, and the one after finds nothing to do. */
export const comesToAnEnd = async (world: World): Promise<void> => {
  isSound(world);
  wait(world, 600_000);
  const next = take(await promote(world.as("ci-bot@example.com"), program, promotion));
  assert.ok(next.status === "applied" || next.status === "already-there", next.status);
  const written = world.store.ledger.events.length;
  assert.equal(take(await promote(world.as("ci-bot@example.com"), program, promotion)).status, "already-there");
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

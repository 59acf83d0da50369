import assert from "node:assert/strict";
import { digestOfText, failure, type Failure, type LedgerEvent } from "@muster/core";
import {
  fixedClock,
  ledgerContract,
  memoryLedger,
  memoryLedgerStore,
  memoryRegistry,
  registryContract,
  type LedgerSubject,
  type MemoryRegistryStore,
  type RegistrySubject,
} from "@muster/core/testing";

const unreachable: Failure = failure("unreachable", "the store does not answer");

describe("the fakes keep the contracts", () => {
  registryContract({ describe, it }, () => Promise.resolve(registrySubject()));
  ledgerContract({ describe, it }, () => Promise.resolve(ledgerSubject()));

  it("a fixed clock stands still until it is set", () => {
    const clock = fixedClock("2026-11-20T10:00:00.000Z");
    assert.deepEqual([clock.now(), clock.now()], ["2026-11-20T10:00:00.000Z", "2026-11-20T10:00:00.000Z"]);
    clock.set("2026-11-21T10:00:00.000Z");
    assert.equal(clock.now(), "2026-11-21T10:00:00.000Z");
  });
});

describe("the contracts notice an adapter that breaks them", () => {
  const registryFaults: Readonly<Record<string, (subject: RegistrySubject) => RegistrySubject>> = {
    "moves a stage to a version and reads it back, other stages untouched": (subject) => ({
      ...subject,
      registry: { ...subject.registry, move: () => Promise.resolve({ ok: true, value: null }) },
    }),
    "moves nothing where the caller saw another holder": (subject) => ({
      ...subject,
      registry: {
        ...subject.registry,
        move: async (move) => {
          const holders = await subject.registry.readHolders(move.model);
          return subject.registry.move({ ...move, holder: (holders.ok ? holders.value[move.stage] : undefined) ?? null });
        },
      },
    }),
    "tells what is not there apart from what cannot be read and from what does not answer": (subject) => ({
      ...subject,
      unreachable: memoryRegistry({ models: {}, failure: failure("absent", "the store does not answer") }),
    }),
  };
  for (const [name, broken] of Object.entries(registryFaults)) {
    it(`registry: ${name}`, async () => {
      const failed = await failedTests((suite) => registryContract(suite, () => Promise.resolve(broken(registrySubject()))));
      assert.ok(failed.includes(name), `failed: ${failed.join("; ")}`);
    });
  }

  const ledgerFaults: Readonly<Record<string, (subject: LedgerSubject) => LedgerSubject>> = {
    "loses nothing of 8 writers at once": (subject) => ({
      ...subject,
      open: async () => {
        const ledger = await subject.open();
        return { ...ledger, append: ({ event }) => Promise.resolve({ ok: true, value: { seq: event.seq, digest: digestOfText("") } }) };
      },
    }),
    "names the event where the chain is broken": (subject) => ({ ...subject, changeEvent: () => Promise.resolve() }),
    "keeps attachments by digest, in the same step as their event": (subject) => ({
      ...subject,
      open: async () => {
        const ledger = await subject.open();
        return { ...ledger, append: ({ event }, head) => ledger.append({ event, attachments: {} }, head) };
      },
    }),
  };
  for (const [name, broken] of Object.entries(ledgerFaults)) {
    it(`ledger: ${name}`, async () => {
      const failed = await failedTests((suite) => ledgerContract(suite, () => Promise.resolve(broken(ledgerSubject()))));
      assert.ok(failed.includes(name), `failed: ${failed.join("; ")}`);
    });
  }
});

const registrySubject = (): RegistrySubject => {
  const store: MemoryRegistryStore = {
    models: {
      "fraud-cards": {
        versions: [{ version: "7", createdAt: "2026-11-10T08:00:00Z" }, { version: "6" }, { version: "5" }],
        holders: {},
        unreadable: { "5": failure("malformed", "metrics are no mapping") },
      },
    },
  };
  const registry = memoryRegistry(store);
  return {
    registry,
    model: "fraud-cards",
    versions: ["7", "6", "5"],
    malformed: { registry, model: "fraud-cards", version: "5" },
    unreachable: memoryRegistry({ models: {}, failure: unreachable }),
  };
};

const ledgerSubject = (): LedgerSubject => {
  const store = memoryLedgerStore();
  return {
    open: () => Promise.resolve(memoryLedger(store)),
    changeEvent: (seq) => {
      store.events = store.events.map((event): LedgerEvent => (event.seq === seq ? { ...event, body: { model: "another" } } : event));
      return Promise.resolve();
    },
    changeAttachment: (digest) => Promise.resolve(void store.attachments.set(digest, "changed")),
    unreachable: () => Promise.resolve(memoryLedger({ ...memoryLedgerStore(), failure: unreachable })),
  };
};

/** The names of a contract's tests that fail. */
const failedTests = async (
  run: (suite: { describe: typeof plainDescribe; it: (name: string, body: () => Promise<void>) => void }) => void,
) => {
  const tests: (readonly [string, () => Promise<void>])[] = [];
  run({ describe: plainDescribe, it: (name, body) => void tests.push([name, body]) });
  const failed: string[] = [];
  for (const [name, body] of tests) await body().catch(() => failed.push(name));
  return failed;
};

const plainDescribe = (_name: string, body: () => void): void => body();

/** Facts that come from a registry behind: nobody waits for them, and what cannot be read is said once. */
import assert from "node:assert/strict";
import { compile, failure, parsePolicy } from "@muster/core";
import { fixedClock, memoryLedger, memoryLedgerStore, memoryRegistry, type MemoryRegistryStore } from "@muster/core/testing";
import { factsThrough, type LiveFacts } from "@muster/language-server";

const policy = `version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: development
  - name: staging
    gates: [{ metric: auc, min: 0.9 }]
`;

const program = compile(parsePolicy({ file: "promotion.yaml", text: policy }));
const query = { uri: "file:///promotion.yaml", models: ["fraud-*"], program: () => program };

describe("live facts", () => {
  let now: number;
  let store: MemoryRegistryStore;
  let live: LiveFacts;
  const begin = () => {
    now = 0;
    store = {
      models: {
        "fraud-cards": {
          versions: [
            { version: "7", metrics: { auc: 0.934 }, tags: { model_card: "a" } },
            { version: "6", metrics: { auc: { value: 0.929 }, f1: 0.8 } },
          ],
          holders: { staging: "6" },
        },
        spam: { versions: [], holders: {} },
      },
    };
    const clock = fixedClock("2026-11-20T10:00:00.000Z");
    live = factsThrough({ registry: memoryRegistry(store), ledger: memoryLedger(memoryLedgerStore()), clock }, { now: () => now });
  };
  const changed = () => new Promise<void>((resolve) => live.onFactsChanged(resolve));
  beforeEach(begin);

  it("are not there at first, and come without being waited for", async () => {
    const come = changed();
    assert.equal(live.facts({ ...query, stage: "staging" }), undefined);
    await come;
    const facts = live.facts({ ...query, stage: "staging" });
    assert.ok(facts !== undefined && "evidence" in facts);
    assert.equal(facts.evidence.candidate.version, "7");
    assert.deepEqual(facts.evidence.stages, { staging: { version: "6" } });
    assert.deepEqual(facts.recent, [
      { version: "7", metrics: { auc: 0.934 } },
      { version: "6", metrics: { auc: 0.929, f1: 0.8 } },
    ]);
  });

  it("name what versions of the governed models have", async () => {
    const come = changed();
    live.registryNames(query);
    await come;
    assert.deepEqual(live.registryNames(query), {
      models: ["fraud-cards"],
      metrics: ["auc", "f1"],
      tags: ["model_card"],
      params: [],
      checks: [],
    });
  });

  it("are read again when they are old, and tell only of a change", async () => {
    let changes = 0;
    live.onFactsChanged(() => (changes += 1));
    const come = changed();
    live.facts({ ...query, stage: "staging" });
    await come;
    now = 60_000;
    live.facts({ ...query, stage: "staging" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(changes, 1);
    store.models["fraud-cards"]?.versions.unshift({ version: "8", metrics: { auc: 0.95 } });
    now = 120_000;
    const again = changed();
    live.facts({ ...query, stage: "staging" });
    await again;
    const facts = live.facts({ ...query, stage: "staging" });
    assert.equal(facts !== undefined && "evidence" in facts && facts.evidence.candidate.version, "8");
  });

  it("say why they cannot be seen", async () => {
    store.failure = failure("unreachable", "the registry does not answer", "look at the connection");
    const come = changed();
    live.facts({ ...query, stage: "staging" });
    await come;
    assert.deepEqual(live.facts({ ...query, stage: "staging" }), {
      unseen: "the registry does not answer",
      help: "look at the connection",
    });
    assert.deepEqual(live.registryNames(query), { unseen: "the registry does not answer", help: "look at the connection" });
  });

  it("wait for a policy that can be read", () => {
    assert.equal(live.facts({ ...query, program: () => undefined, stage: "staging" }), undefined);
  });
});

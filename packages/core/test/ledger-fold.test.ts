import assert from "node:assert/strict";
import fc from "fast-check";
import { foldLedger, nextEvent, headOf, standingOf, type EventDraft, type LedgerEvent, type LedgerHead } from "@muster/core";

const model = "fraud-cards";

type Told = Pick<EventDraft, "type"> & Partial<Omit<EventDraft, "body">> & { readonly body?: Partial<EventDraft["body"]> };

/** Events that follow one another, a minute apart. */
const chain = (...told: readonly Told[]): readonly LedgerEvent[] => {
  const events: LedgerEvent[] = [];
  let head: LedgerHead | null = null;
  for (const [index, { body, ...one }] of told.entries()) {
    const at = `2026-11-20T10:${String(index).padStart(2, "0")}:00Z`;
    const actor = { identity: "ci-bot@example.com", assurance: "claimed" } as const;
    const event = nextEvent(
      { ledger: "ledger-1", at, actor, tool: "muster/test", ...one, body: { model, registry: "memory", ...body } },
      head,
    );
    events.push(event);
    head = headOf(event);
  }
  return events;
};

const deadline = "2026-11-20T11:00:00Z";
const intended = (version: string, to: string, holder: string | null = null): Told => ({
  type: "promotion.intended",
  body: { version, to, holder, deadline, digest: `sha256:${version}` },
});
const applied = (intent: number, type: LedgerEvent["type"] = "promotion.applied"): Told => ({ type, body: { intent } });

const fold = (...told: readonly Told[]) => foldLedger(chain(...told), "memory").models.get(model) ?? assert.fail("nothing was folded");

describe("who holds which stage is a fold over the events", () => {
  it("knows nothing of an empty ledger", () => {
    assert.deepEqual(foldLedger([], "memory"), { id: undefined, head: null, lastAt: undefined, lastTrust: undefined, models: new Map() });
  });

  it("knows the ledger's id, head, newest instant and the commit that was trusted last", () => {
    const events = chain({ type: "drift.observed", trust: "aaa" }, { type: "drift.observed", trust: "bbb" }, { type: "drift.observed" });
    const { id, head, lastAt, lastTrust } = foldLedger(events, "memory");
    assert.deepEqual(
      [id, head?.seq, head?.digest, lastAt, lastTrust],
      ["ledger-1", 3, headOf(events[2] ?? assert.fail()).digest, "2026-11-20T10:02:00Z", "bbb"],
    );
  });

  it("gives a stage to nobody before a move was applied", () => {
    const { holders, openIntents } = fold(intended("7", "staging"));
    assert.equal(holders.size, 0);
    assert.deepEqual(openIntents, [
      {
        seq: 1,
        action: "promotion",
        model,
        stage: "staging",
        version: "7",
        digest: "sha256:7",
        holder: null,
        at: "2026-11-20T10:00:00Z",
        deadline,
        by: "ci-bot@example.com",
      },
    ]);
  });

  it("gives a stage to the version that was applied, since then, by who asked for it", () => {
    const { holders, openIntents } = fold(intended("7", "staging"), {
      ...applied(1),
      actor: { identity: "settler@example.com", assurance: "signed" },
    });
    assert.deepEqual(openIntents, []);
    assert.deepEqual(holders.get("staging"), {
      stage: "staging",
      version: "7",
      digest: "sha256:7",
      since: "2026-11-20T10:01:00Z",
      how: "promotion",
      by: "ci-bot@example.com",
      assurance: "claimed",
      seq: 2,
    });
  });

  for (const type of ["promotion.failed", "promotion.aborted"] as const) {
    it(`closes an intent that was settled by \`${type}\` and moves nothing`, () => {
      const { holders, history, openIntents } = fold(intended("7", "staging"), applied(1, type));
      assert.deepEqual([holders.size, history, openIntents], [0, [], []]);
    });
  }

  it("knows until when a holder held, and what ended it", () => {
    const rollback: Told = {
      type: "rollback.intended",
      body: { version: "5", to: "staging", holder: "7", deadline, reason: "chargebacks rise" },
    };
    const { history, holders } = fold(
      intended("5", "staging"),
      applied(1),
      intended("7", "staging", "5"),
      applied(3),
      rollback,
      applied(5, "rollback.applied"),
    );
    assert.deepEqual(
      history.map(({ version, since, until, how, ended }) => [version, since, until, how, ended?.how, ended?.reason, ended?.seq]),
      [
        ["5", "2026-11-20T10:01:00Z", "2026-11-20T10:03:00Z", "promotion", "promotion", undefined, 4],
        ["7", "2026-11-20T10:03:00Z", "2026-11-20T10:05:00Z", "promotion", "rollback", "chargebacks rise", 6],
        ["5", "2026-11-20T10:05:00Z", undefined, "rollback", undefined, undefined, undefined],
      ],
    );
    assert.equal(holders.get("staging")?.reason, "chargebacks rise");
  });

  it("leaves a stage without a holder after a retirement, and remembers the last", () => {
    const retirement: Told = {
      type: "retirement.intended",
      body: { to: "staging", holder: "7", deadline, reason: "the card scheme ends" },
    };
    const { holders, lastHolders } = fold(intended("7", "staging"), applied(1), retirement, applied(3, "retirement.applied"));
    assert.equal(holders.has("staging"), false);
    assert.deepEqual([lastHolders.get("staging")?.version, lastHolders.get("staging")?.ended?.how], ["7", "retirement"]);
  });

  it("lets one version hold several stages", () => {
    const { holders } = fold(intended("7", "staging"), applied(1), intended("7", "production"), applied(3));
    assert.deepEqual([...holders.keys()].sort(), ["production", "staging"]);
  });

  it("takes an adoption as the whole state: new holders begin, the same go on, the others end", () => {
    const adoption: Told = { type: "registry.adopted", body: { stages: { staging: "7", production: "5" } } };
    const { holders } = fold(intended("7", "staging"), applied(1), intended("4", "canary"), applied(3), adoption);
    assert.deepEqual(
      [...holders.values()].map(({ stage, version, how }) => [stage, version, how]),
      [
        ["staging", "7", "promotion"],
        ["production", "5", "adoption"],
      ],
    );
    assert.equal(holders.get("staging")?.since, "2026-11-20T10:01:00Z");
  });

  it("keeps words and check results as evidence, with how sure each person is", () => {
    const word: Told = {
      type: "approval.granted",
      actor: { identity: "alice@example.com", assurance: "signed" },
      body: { version: "7", to: "production", stageDigest: "sha256:aa", reason: "ok" },
    };
    const { approvals, checks } = fold(
      word,
      { ...word, type: "approval.rejected" },
      { ...word, type: "approval.revoked" },
      { type: "check.recorded", body: { version: "7", name: "audit", status: "passed", url: "https://ci.example.com/1" } },
    );
    assert.deepEqual(
      approvals.map(({ decision }) => decision),
      ["approve", "reject", "revoke"],
    );
    assert.deepEqual(approvals[0], {
      by: "alice@example.com",
      decision: "approve",
      at: "2026-11-20T10:00:00Z",
      to: "production",
      model,
      version: "7",
      stageDigest: "sha256:aa",
      reason: "ok",
      assurance: "signed",
    });
    assert.deepEqual(checks, [
      {
        name: "audit",
        status: "passed",
        by: "ci-bot@example.com",
        at: "2026-11-20T10:03:00Z",
        model,
        version: "7",
        url: "https://ci.example.com/1",
        assurance: "claimed",
      },
    ]);
  });

  it("keeps who registered a version", () => {
    const { registered } = fold({ type: "version.registered", body: { version: "7", digest: "sha256:7" } });
    assert.deepEqual(registered, [{ version: "7", digest: "sha256:7", at: "2026-11-20T10:00:00Z", by: "ci-bot@example.com", seq: 1 }]);
  });

  it("keeps the events of another registry apart, and takes those that name none", () => {
    const events = chain(
      { ...intended("7", "staging"), body: { ...intended("7", "staging").body, registry: "mlflow:https://mlflow.example.com" } },
      intended("8", "staging"),
    );
    assert.deepEqual(
      foldLedger(events, "memory")
        .models.get(model)
        ?.openIntents.map(({ version }) => version),
      ["8"],
    );
    const { registry: _none, ...body } = events[1]?.body ?? assert.fail();
    assert.equal(foldLedger([{ ...(events[1] ?? assert.fail()), body }], "git").models.get(model)?.openIntents.length, 1);
  });

  it("takes an event that lacks what its type needs for nothing", () => {
    const { openIntents, history, checks, registered } = fold(
      { type: "promotion.intended", body: { to: "staging", holder: null, deadline } },
      { type: "retirement.intended", body: { version: "7", to: "staging", holder: "7", deadline } },
      { type: "promotion.intended", body: { version: "7", to: "staging", deadline } },
      applied(1),
      applied(99),
      { type: "check.recorded", body: { name: "audit" } },
      { type: "version.registered" },
    );
    assert.deepEqual([openIntents, history, checks, registered], [[], [], [], []]);
  });

  it("is not confused by names that every object has", () => {
    const events = chain({
      ...intended("constructor", "__proto__"),
      body: { ...intended("constructor", "__proto__").body, model: "toString" },
    });
    const folded = foldLedger(
      [...events, ...chain(...events, { type: "promotion.applied", body: { model: "toString", intent: 1 } }).slice(1)],
      "memory",
    );
    assert.equal(folded.models.get("toString")?.holders.get("__proto__")?.version, "constructor");
    assert.equal(folded.models.get("constructor"), undefined);
    assert.deepEqual([standingOf(undefined, {}, "constructor").registry, standingOf(undefined, {}, "toString").drift], [null, false]);
  });
});

describe("laws of the fold", () => {
  const stages = ["staging", "production"] as const;
  const step: fc.Arbitrary<Told> = fc.oneof(
    fc
      .record({ version: fc.constantFrom("5", "6", "7"), to: fc.constantFrom(...stages), retire: fc.boolean() })
      .map(({ version, to, retire }) =>
        retire ? { type: "retirement.intended" as const, body: { to, holder: version, deadline } } : intended(version, to),
      ),
    fc
      .record({
        intent: fc.integer({ min: 1, max: 12 }),
        type: fc.constantFrom("promotion.applied", "rollback.applied", "promotion.failed", "retirement.aborted"),
      })
      .map(({ intent, type }) => applied(intent, type)),
    fc
      .dictionary(fc.constantFrom(...stages), fc.constantFrom("5", "6"))
      .map((adopted): Told => ({ type: "registry.adopted", body: { stages: adopted } })),
    fc
      .constantFrom<LedgerEvent["type"]>("approval.granted", "check.recorded", "promotion.intended", "promotion.applied", "drift.observed")
      .map((type): Told => ({ type })),
  );
  const histories = fc.array(step, { maxLength: 24 });
  it("the same events give the same state", () => {
    fc.assert(
      fc.property(histories, (told) => assert.deepEqual(foldLedger(chain(...told), "memory"), foldLedger(chain(...told), "memory"))),
    );
  });

  it("a stage has one holder at a time: tenures follow one another without overlap, and only the last is open", () => {
    fc.assert(
      fc.property(histories, (told) => {
        const folded = foldLedger(chain(...told), "memory").models.get(model);
        for (const stage of stages) {
          const tenures = (folded?.history ?? []).filter((tenure) => tenure.stage === stage);
          for (const [index, { until, ended }] of tenures.entries()) {
            const next = tenures[index + 1];
            assert.equal(until === undefined, ended === undefined);
            if (next !== undefined) assert.ok(until !== undefined && until <= next.since, `${stage} overlaps`);
          }
          assert.equal(folded?.holders.get(stage), tenures.at(-1)?.until === undefined ? tenures.at(-1) : undefined);
          assert.equal(folded?.lastHolders.get(stage), tenures.at(-1));
        }
      }),
    );
  });

  it("an intent is open until the first event that settles it, and never again", () => {
    fc.assert(
      fc.property(histories, (told) => {
        const events = chain(...told);
        const open = (foldLedger(events, "memory").models.get(model)?.openIntents ?? []).map(({ seq }) => seq);
        const settled = new Set(
          events.filter(({ body }, index) => body.intent !== undefined && body.intent <= index).map(({ body }) => body.intent),
        );
        assert.ok(open.every((seq) => !settled.has(seq)));
      }),
    );
  });

  it("what is appended changes no word that was said before", () => {
    fc.assert(
      fc.property(histories, histories, (before, after) => {
        const whole = chain(...before, ...after);
        const words = (events: readonly LedgerEvent[]) => foldLedger(events, "memory").models.get(model)?.approvals ?? [];
        const early = words(whole.slice(0, before.length));
        assert.deepEqual(words(whole).slice(0, early.length), early);
      }),
    );
  });
});

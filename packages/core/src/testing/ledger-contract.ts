import { digestOfText } from "../canonical/digest.js";
import { headOf, nextEvent, verifyChain, type EventDraft } from "../ledger/chain.js";
import type { Ledger, LedgerHead } from "../ports/ledger.js";
import { failureOf, holds, same, valueOf, type Suite } from "./suite.js";

/** An empty ledger made ready for the contract. */
export interface LedgerSubject {
  /** Opens it as another writer would who has never seen it: a clone, a connection. */
  open(): Promise<Ledger>;
  /** Changes the event with this number behind the ledger's back, and leaves it an event. */
  changeEvent(seq: number): Promise<void>;
  /** Changes the attachment's text behind the ledger's back. */
  changeAttachment(digest: string): Promise<void>;
  /** A ledger of the same kind that does not answer. */
  unreachable(): Promise<Ledger>;
}

const writers = 8;
const appendsPerWriter = 3;
const attemptsPerAppend = 500;

/** What every ledger must do. `make` is called anew for each test. */
export const ledgerContract = ({ describe, it }: Suite, make: () => Promise<LedgerSubject>): void => {
  const test = (name: string, body: (subject: LedgerSubject) => Promise<void>) => it(name, async () => body(await make()));

  describe("a ledger", () => {
    test("is empty at first, which is no failure", async ({ open }) => {
      const ledger = await open();
      same(await valueOf(ledger.head()), null);
      same(await valueOf(ledger.read(1)), []);
    });

    test("appends an event and answers with the new head", async ({ open }) => {
      const ledger = await open();
      const event = nextEvent(draft("a"), null);
      same(await valueOf(ledger.append({ event, attachments: {} }, null)), headOf(event));
      same(await valueOf(ledger.head()), headOf(event));
      same(await valueOf(ledger.read(1)), [event]);
    });

    test("shows another reader what was appended, in order and unchanged", async ({ open }) => {
      const written = await open();
      const head = await appendAll(written, ["a", "b", "c — ünïcode 模型"]);
      const ledger = await open();
      same(await valueOf(ledger.head()), head);
      const events = await valueOf(ledger.read(1));
      same(
        events.map(({ seq, body }) => [seq, body.name]),
        [
          [1, "a"],
          [2, "b"],
          [3, "c — ünïcode 模型"],
        ],
      );
      same(verifyChain(events, null), { ok: true, value: head });
    });

    test("reads from an event on, and nothing past the head", async ({ open }) => {
      const ledger = await open();
      await appendAll(ledger, ["a", "b", "c"]);
      const names = async (from: number) => (await valueOf(ledger.read(from))).map(({ body }) => body.name);
      same([await names(1), await names(2), await names(3), await names(4), await names(9)], [["a", "b", "c"], ["b", "c"], ["c"], [], []]);
    });

    test("writes nothing where the head is another one than expected", async ({ open }) => {
      const ledger = await open();
      const late = await open();
      await failureOf(
        ledger.append(
          { event: nextEvent(draft("x"), { seq: 4, digest: digestOfText("") }), attachments: {} },
          { seq: 4, digest: digestOfText("") },
        ),
        "conflict",
      );
      const head = await appendAll(ledger, ["a", "b"]);
      await failureOf(late.append({ event: nextEvent(draft("x"), null), attachments: {} }, null), "conflict");
      const first = headOf((await valueOf(ledger.read(1)))[0] ?? raise("the first event is gone"));
      const attachments = { [digestOfText("{}")]: "{}" };
      await failureOf(late.append({ event: nextEvent(draft("x"), first), attachments }, first), "conflict");
      const ledgerAfter = await open();
      same(await valueOf(ledgerAfter.head()), head);
      await failureOf(ledgerAfter.attachment(digestOfText("{}")), "absent");
    });

    test("refuses an event that does not follow the head", async ({ open }) => {
      const ledger = await open();
      const head = await appendAll(ledger, ["a"]);
      const gap = nextEvent(draft("x"), { seq: 5, digest: head.digest });
      const stray = nextEvent(draft("x"), { seq: head.seq, digest: digestOfText("another chain") });
      await failureOf(ledger.append({ event: gap, attachments: {} }, head), "malformed");
      const foreign = { ...nextEvent(draft("x"), head), ledger: "another" };
      await failureOf(ledger.append({ event: stray, attachments: {} }, head), "malformed");
      await failureOf(ledger.append({ event: foreign, attachments: {} }, head), "malformed");
      same(await valueOf((await open()).head()), head);
    });

    test("keeps attachments by digest, in the same step as their event", async ({ open }) => {
      const ledger = await open();
      const texts = ['{"verdict":"allowed"}', '{"model":"ünïcode 模型"}', `{"large":"${"模".repeat(100_000)}"}`];
      const attachments = Object.fromEntries(texts.map((text) => [digestOfText(text), text]));
      const head = await valueOf(ledger.append({ event: nextEvent(draft("a"), null), attachments }, null));
      await valueOf(ledger.append({ event: nextEvent(draft("b"), head), attachments }, head));
      const reader = await open();
      for (const [digest, text] of Object.entries(attachments)) same(await valueOf(reader.attachment(digest)), text);
    });

    test("refuses an attachment under a digest that is not its own", async ({ open }) => {
      const ledger = await open();
      const event = nextEvent(draft("a"), null);
      for (const digest of [digestOfText("another text"), "sha256:../../escape", "", "sha256:"]) {
        await failureOf(ledger.append({ event, attachments: { [digest]: "{}" } }, null), "malformed");
      }
      same(await valueOf(ledger.head()), null);
    });

    test("tells what is not there apart from what was changed and from what does not answer", async ({
      open,
      changeAttachment,
      unreachable,
    }) => {
      const text = '{"verdict":"allowed"}';
      const writer = await open();
      const event = nextEvent(draft("a"), null);
      await valueOf(writer.append({ event, attachments: { [digestOfText(text)]: text } }, null));
      await failureOf(writer.attachment(digestOfText("no such text")), "absent");
      await failureOf(writer.attachment("no-such-digest"), "absent");

      await changeAttachment(digestOfText(text));
      await failureOf((await open()).attachment(digestOfText(text)), "malformed");

      const silent = await unreachable();
      await failureOf(silent.head(), "unreachable");
      await failureOf(silent.read(1), "unreachable");
      await failureOf(silent.append({ event, attachments: {} }, null), "unreachable");
      await failureOf(silent.attachment(digestOfText(text)), "unreachable");
    });

    test("names the event where the chain is broken", async ({ open, changeEvent }) => {
      await appendAll(await open(), ["a", "b", "c", "d"]);
      await changeEvent(2);
      const { message } = await failureOf((await open()).read(1), "malformed");
      holds(/\b[23]\b/.test(message), `\`${message}\` names event 2 or the one after it`);
    });

    test("lets one writer append an event where others append the very same, and tells the others", async ({ open }) => {
      const ledgers = [await open(), await open(), await open()];
      const late = await open();
      await valueOf(late.head());
      const event = nextEvent(draft("a"), null);
      const answers = await Promise.all(ledgers.map((ledger) => ledger.append({ event, attachments: {} }, null)));
      same(answers.map((answer) => (answer.ok ? "appended" : answer.reason)).sort(), ["appended", "conflict", "conflict"]);
      await failureOf(late.append({ event, attachments: {} }, null), "conflict");
    });

    test(`loses nothing of ${writers} writers at once`, async ({ open }) => {
      const names = await Promise.all(
        Array.from({ length: writers }, async (_, writer) => {
          const ledger = await open();
          const own = Array.from({ length: appendsPerWriter }, (__, n) => `writer ${writer}, append ${n}`);
          for (const name of own) await appendWhenFree(ledger, name);
          return own;
        }),
      );
      const reader = await open();
      const events = await valueOf(reader.read(1));
      same(events.map(({ body }) => body.name ?? "").sort(), names.flat().sort());
      same(verifyChain(events, null), { ok: true, value: await valueOf(reader.head()) });
    });
  });
};

const draft = (name: string): EventDraft => ({
  ledger: "contract",
  at: "2026-11-20T10:00:00.000Z",
  actor: { identity: "ci-bot@example.com", assurance: "claimed" },
  tool: "contract/1",
  type: "check.recorded",
  body: { model: "fraud-cards", version: "7", name, status: "passed" },
});

const appendAll = async (ledger: Ledger, names: readonly [string, ...string[]]): Promise<LedgerHead> => {
  let head = await valueOf(ledger.head());
  for (const name of names) head = await valueOf(ledger.append({ event: nextEvent(draft(name), head), attachments: {} }, head));
  return head ?? raise("nothing was appended");
};

/** Reads the head and appends, again for as long as somebody else is first. */
const appendWhenFree = async (ledger: Ledger, name: string): Promise<void> => {
  for (let attempt = 0; attempt < attemptsPerAppend; attempt += 1) {
    const head = await valueOf(ledger.head());
    const appended = await ledger.append({ event: nextEvent(draft(name), head), attachments: {} }, head);
    if (appended.ok) return;
    if (appended.reason !== "conflict") raise(`${appended.reason}: ${appended.message}`);
  }
  raise(`lost ${attemptsPerAppend} races in a row`);
};

const raise = (message: string): never => {
  throw new Error(message);
};

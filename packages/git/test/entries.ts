import { nextEvent, type EventDraft, type Ledger, type LedgerHead } from "@muster/core";
import { valueOf } from "./results.js";

export const draft = (name: string): EventDraft => ({
  ledger: "fraud",
  at: "2026-11-20T10:00:00.000Z",
  actor: { identity: "alice@example.com", assurance: "claimed" },
  tool: "muster/0.1.0",
  type: "check.recorded",
  body: { model: "fraud-cards", version: "v1.0.0", name, status: "passed" },
});

/** Appends an event of each name, and answers with the head. */
export const append = async (ledger: Ledger, ...names: readonly string[]): Promise<LedgerHead | null> => {
  let head = await valueOf(ledger.head());
  for (const name of names) head = await valueOf(ledger.append({ event: nextEvent(draft(name), head), attachments: {} }, head));
  return head;
};

export const names = async (ledger: Ledger) => (await valueOf(ledger.read(1))).map(({ body }) => body.name);

/** Where a ledger is if nothing else is said. */
export const branch = "muster/ledger";

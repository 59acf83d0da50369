import { digestOf } from "../canonical/digest.js";
import type { LedgerEvent } from "../generated/event.js";
import { validateEvent } from "../generated/validators.js";
import { failure, success, type Result } from "../ports/result.js";
import type { LedgerHead } from "../ports/ledger.js";

/** What a caller says of an event; its place in the chain follows from the head. */
export type EventDraft = Omit<LedgerEvent, "schemaVersion" | "seq" | "prev">;

export const headOf = (event: LedgerEvent): LedgerHead => ({ seq: event.seq, digest: digestOf(event) });

/** The event that follows `head`. */
export const nextEvent = (draft: EventDraft, head: LedgerHead | null): LedgerEvent => ({
  ...draft,
  schemaVersion: 1,
  seq: (head?.seq ?? 0) + 1,
  prev: head?.digest ?? null,
});

/**
 * Checks that `events` follow one another after `before` (null: from the beginning) and returns the head that they lead to.
 * Failure `malformed` names the first event that does not fit.
 */
export const verifyChain = (events: readonly unknown[], before: LedgerHead | null): Result<LedgerHead | null> => {
  let head = before;
  let ledger: string | undefined;
  for (const event of events) {
    const seq = (head?.seq ?? 0) + 1;
    const tampered = (what: string) =>
      failure(
        "malformed",
        `ledger event ${seq} ${what}`,
        "compare the ledger with a copy that you trust; nothing is decided on a broken ledger",
      );
    if (!isLedgerEvent(event)) return tampered("is not a ledger event");
    if (event.seq !== seq) return tampered(`carries the number ${event.seq}: an event was dropped, added or swapped`);
    if (event.prev !== (head?.digest ?? null)) return tampered("does not follow the event before it: one of the two was changed");
    if (ledger !== undefined && event.ledger !== ledger) return tampered("belongs to another ledger");
    ledger = event.ledger;
    head = headOf(event);
  }
  return success(head);
};

const isLedgerEvent = (value: unknown): value is LedgerEvent => validateEvent(value);

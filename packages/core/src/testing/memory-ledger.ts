import { digestOfText } from "../canonical/digest.js";
import type { LedgerEvent } from "../generated/event.js";
import { headOf, verifyChain } from "../ledger/chain.js";
import type { Ledger, LedgerHead } from "../ports/ledger.js";
import { failure, success, type Failure, type Result } from "../ports/result.js";

/** What a ledger in memory keeps. A test may change it behind the ledger's back. */
export interface MemoryLedgerStore {
  events: LedgerEvent[];
  attachments: Map<string, string>;
  /** Present: the answer to every call. */
  failure?: Failure | undefined;
}

export const memoryLedgerStore = (): MemoryLedgerStore => ({ events: [], attachments: new Map() });

/** A ledger in memory. Ledgers over one store are one ledger. */
export const memoryLedger = (store: MemoryLedgerStore = memoryLedgerStore()): Ledger => {
  const answer = <T>(ask: () => Result<T>): Promise<Result<T>> => Promise.resolve(store.failure ?? ask());
  const head = (): LedgerHead | null => {
    const newest = store.events.at(-1);
    return newest === undefined ? null : headOf(newest);
  };
  return {
    head: () => answer(() => success(head())),
    read: (from) =>
      answer(() => {
        const chain = verifyChain(store.events, null);
        return chain.ok ? success(store.events.slice(from - 1)) : chain;
      }),
    append: ({ event, attachments }, expectedHead) =>
      answer(() => {
        const current = head();
        if (current?.digest !== expectedHead?.digest) return failure("conflict", `the ledger is at event ${current?.seq ?? 0} already`);
        const chain = verifyChain([event], current);
        if (!chain.ok) return chain;
        if ((store.events[0]?.ledger ?? event.ledger) !== event.ledger) return failure("malformed", "the event belongs to another ledger");
        const wrong = Object.entries(attachments).find(([digest, text]) => digestOfText(text) !== digest);
        if (wrong !== undefined) return failure("malformed", `attachment \`${wrong[0]}\` has another digest`);
        store.events.push(event);
        for (const [digest, text] of Object.entries(attachments)) store.attachments.set(digest, text);
        return success(headOf(event));
      }),
    attachment: (digest) =>
      answer(() => {
        const text = store.attachments.get(digest);
        if (text === undefined) return failure("absent", `the ledger has no attachment \`${digest}\``);
        return digestOfText(text) === digest ? success(text) : failure("malformed", `attachment \`${digest}\` was changed`);
      }),
  };
};

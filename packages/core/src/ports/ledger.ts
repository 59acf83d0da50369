import type { LedgerEvent } from "../generated/event.js";
import type { Result } from "./result.js";

export interface LedgerHead {
  readonly seq: number;
  /** The digest of the newest event, `sha256:<hex>`. */
  readonly digest: string;
}

export interface LedgerEntry {
  readonly event: LedgerEvent;
  /** Canonical JSON texts (evidence, decision, policy) by their digest, kept beside the event in the same step. */
  readonly attachments: Readonly<Record<string, string>>;
}

/** An append-only chain of events. */
export interface Ledger {
  /** Null: the ledger has no event yet. */
  head(): Promise<Result<LedgerHead | null>>;
  /** The events from sequence number `from` (1 is the first) to the head, in order, the chain verified. `malformed`: the chain is broken; the message names the event. */
  read(from: number): Promise<Result<readonly LedgerEvent[]>>;
  /** Compare-and-set: `conflict` when the head is not `expectedHead`, and nothing is written. */
  append(entry: LedgerEntry, expectedHead: LedgerHead | null): Promise<Result<LedgerHead>>;
  /** The text that was attached under this digest, its digest verified. */
  attachment(digest: string): Promise<Result<string>>;
}

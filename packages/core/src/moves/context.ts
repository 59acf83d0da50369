import type { Decision } from "../generated/decision.js";
import type { LedgerEvent } from "../generated/event.js";
import type { Evidence } from "../generated/evidence.js";
import type { WriteContext } from "../ledger/write.js";

export interface MoveContext extends WriteContext {
  /** How long an intent is ours alone, in milliseconds. */
  readonly deadlineMs: number;
  /** Writes nothing and moves nothing: says what would be done. */
  readonly dryRun?: boolean;
}

/** What came of a move that met no trouble. */
export interface MoveReport {
  /**
   * `applied`: the registry was read back and names the new holder. `already-there`: there was nothing to do.
   * `not-allowed`: see `decision`. Nothing is moved or announced but for `applied`.
   */
  readonly status: "applied" | "already-there" | "not-allowed" | "would-apply";
  readonly model: string;
  readonly stage: string;
  /** The holder before; null for none. */
  readonly from: string | null;
  /** The version that was asked for; null for a retirement. */
  readonly to: string | null;
  /** Absent for a retirement, which no gate decides. */
  readonly decision?: Decision;
  readonly evidence?: Evidence;
  /** What was written to the ledger, in order; intents of others that were left open and are settled now come first. */
  readonly events: readonly LedgerEvent[];
  /** What else should be known, such as an intent on another stage that was left open. */
  readonly warnings: readonly string[];
}

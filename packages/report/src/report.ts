import type { Decision, LedgerEvent } from "@muster/core";
import type { StageStanding } from "./standings.js";

/** What a report is made from: a decision, and what stands around it. */
export interface PromotionReport {
  readonly decision: Decision;
  /** The stages of the policy, in its order. */
  readonly stages: readonly StageStanding[];
  /** Absent where registry or ledger could not be read. */
  readonly history?: ModelHistory;
}

/** What a model's versions measured, and what happened to them. */
export interface ModelHistory {
  /** Oldest first. */
  readonly events: readonly LedgerEvent[];
  /** Oldest first. */
  readonly versions: readonly VersionHistory[];
}

export interface VersionHistory {
  readonly version: string;
  /** RFC 3339. */
  readonly createdAt?: string;
  /** Each metric whose value is a number, in its own unit. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The stages that it holds or held, in the order in which it came to hold them. */
  readonly tenures: readonly { readonly stage: string; readonly since: string; readonly until?: string }[];
}

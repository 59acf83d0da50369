import type { Program } from "./compile.js";
import type { Evidence } from "./generated/evidence.js";
import type { LedgerState } from "./ledger/fold.js";
import type { Clock } from "./ports/clock.js";
import type { Ledger } from "./ports/ledger.js";
import type { Registry } from "./ports/registry.js";
import { failure, type Result } from "./ports/result.js";

/** What a decision and a move look at. */
export interface Ports {
  readonly registry: Registry;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

export interface CollectRequest {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
  readonly requester?: string;
  /** Default `promote`. */
  readonly action?: "promote" | "rollback";
}

export interface Collected {
  /** With its `request`: `evaluate(program, evidence, { action })` needs nothing else. */
  readonly evidence: Evidence;
  readonly state: LedgerState;
  /** Whom the registry names, by stage. */
  readonly registryHolders: Readonly<Record<string, string>>;
}

/** Collects the evidence that the target stage's gates ask for. */
export const collect = (_ports: Ports, _program: Program, _request: CollectRequest): Promise<Result<Collected>> =>
  Promise.resolve(failure("refused", "not built yet"));

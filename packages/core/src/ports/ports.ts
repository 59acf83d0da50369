import type { Clock } from "./clock.js";
import type { Ledger } from "./ledger.js";
import type { Registry } from "./registry.js";

/** What a decision and a move look at. */
export interface Ports {
  readonly registry: Registry;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

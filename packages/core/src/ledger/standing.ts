import type { ModelLedger, Tenure } from "./fold-model.js";
import { own } from "../own.js";

/** Who holds a stage, by the ledger's word and by the registry's. */
export interface Standing {
  readonly stage: string;
  /** By the ledger's word; undefined where it knows of none. */
  readonly tenure: Tenure | undefined;
  /** By the registry's word; null for none. */
  readonly registry: string | null;
  /** The version that holds the stage: the ledger's word, and the registry's where the ledger never heard of the stage; null for none. */
  readonly holder: string | null;
  /** Whether the two say different things: somebody moved the stage without the ledger. */
  readonly drift: boolean;
}

export const standingOf = (model: ModelLedger | undefined, holders: Readonly<Record<string, string>>, stage: string): Standing => {
  const tenure = model?.holders.get(stage);
  const registry = holderIn(holders, stage);
  const holder = model?.lastHolders.has(stage) === true ? (tenure?.version ?? null) : registry;
  return { stage, tenure, registry, holder, drift: holder !== registry };
};

/** Whom the registry names; null for none. */
export const holderIn = (holders: Readonly<Record<string, string>>, stage: string): string | null => own(holders, stage) ?? null;

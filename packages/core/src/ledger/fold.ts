import type { LedgerEvent } from "../generated/event.js";
import type { Ledger, LedgerHead } from "../ports/ledger.js";
import type { Registry } from "../ports/registry.js";
import { success, type Result } from "../ports/result.js";
import { headOf } from "./chain.js";
import { foldModel, type ModelLedger } from "./fold-model.js";

/** What the events of a ledger say together about one registry. */
export interface LedgerState {
  /** The ledger's id; undefined while it has no event. */
  readonly id: string | undefined;
  readonly head: LedgerHead | null;
  /** When the newest event happened, in UTC. */
  readonly lastAt: string | undefined;
  /** The commit that the newest event which names one was read from. */
  readonly lastTrust: string | undefined;
  readonly models: ReadonlyMap<string, ModelLedger>;
}

/** Who holds which stage is a fold over the events: those of this registry, and those that name none. */
export const foldLedger = (events: readonly LedgerEvent[], registry: string): LedgerState => {
  const newest = events.at(-1);
  const own = events.filter(({ body }) => body.registry === undefined || body.registry === registry);
  const byModel = new Map<string, LedgerEvent[]>();
  for (const event of own) {
    const ofModel = byModel.get(event.body.model);
    if (ofModel === undefined) byModel.set(event.body.model, [event]);
    else ofModel.push(event);
  }
  return {
    id: newest?.ledger,
    head: newest === undefined ? null : headOf(newest),
    lastAt: newest?.at,
    lastTrust: events.findLast(({ trust }) => trust !== undefined)?.trust,
    models: new Map([...byModel].map(([model, ofModel]) => [model, foldModel(ofModel)])),
  };
};

export const readLedger = async ({
  ledger,
  registry,
}: {
  readonly ledger: Ledger;
  readonly registry: Pick<Registry, "id">;
}): Promise<Result<LedgerState>> => {
  const events = await ledger.read(1);
  return events.ok ? success(foldLedger(events.value, registry.id)) : events;
};

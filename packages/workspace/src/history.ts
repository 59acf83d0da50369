import type { LedgerEvent, Ports } from "@muster/core";
import { take } from "./problem.js";

/** What happened to a model, in order. */
export const readHistory = async ({ ledger, registry }: Ports, model: string): Promise<readonly LedgerEvent[]> => {
  const events = take(await ledger.read(1)).filter(
    ({ body }) => body.model === model && (body.registry === undefined || body.registry === registry.id),
  );
  if (events.length === 0) take(await registry.listVersions(model));
  return events;
};

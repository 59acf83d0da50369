import type { EventBody, LedgerEvent } from "../generated/event.js";
import type { Attempt } from "../ledger/attempt.js";
import type { MoveAction, OpenIntent } from "../ledger/fold-model.js";
import type { LedgerState } from "../ledger/fold.js";
import { holderIn } from "../ledger/standing.js";
import { write } from "../ledger/write.js";
import { readNow } from "../ports/clock.js";
import { success } from "../ports/result.js";
import { writeInstant } from "../time/instant.js";
import { asked } from "./asked.js";
import type { MoveContext } from "./context.js";
import { settle, settlementIn } from "./settle.js";
import { leftOpen, notMoved, notWritten, settledOtherwise, tooLate, unmoved } from "./trouble.js";

/** A move that may be made on the state that was looked at. */
export interface PlannedMove {
  readonly action: MoveAction;
  readonly model: string;
  readonly stage: string;
  /** The version that is to hold the stage; null leaves it without a holder. */
  readonly version: string | null;
  /** The holder that was observed; null for none. */
  readonly holder: string | null;
  /** What the intent says besides. */
  readonly body: Pick<EventBody, "digest" | "from" | "decision" | "evidence" | "reason">;
  /** What the decision was made from, by digest. */
  readonly attachments: Readonly<Record<string, string>>;
}

/**
 * Announces a move in the ledger, makes it, reads the registry back and writes what came of it. `again`: the ledger went on,
 * and nothing was announced or moved. A failure after the announcement tells what was moved and what is left open.
 */
export const carryOut = async (
  context: MoveContext,
  state: LedgerState,
  planned: PlannedMove,
): Promise<Attempt<readonly LedgerEvent[]>> => {
  const { model, stage, version, holder } = planned;
  const now = readNow(context.clock);
  const deadline = now + context.deadlineMs;
  const intended = await write(context, state, writeInstant(now), intentOf(context, planned, writeInstant(deadline)));
  if (intended === "again") return intended;
  if (!intended.ok) return unmoved(intended);
  const intent = openIntentOf(planned, intended.value, writeInstant(deadline));

  if (readNow(context.clock) >= deadline) {
    return tooLate(
      intent,
      await asked("the ledger", () => settle(context, intent, "aborted", undefined, "its deadline passed before it was moved")),
    );
  }
  const moved = await asked("the registry", () => context.registry.move({ model, stage, version, holder }));
  const holders = await asked("the registry", () => context.registry.readHolders(model));
  if (!holders.ok) return leftOpen(intent, moved, holders);

  const seen = holderIn(holders.value, stage);
  const settled = await asked("the ledger", () => settle(context, intent, seen === version ? "applied" : "failed", seen));
  if (seen !== version) return notMoved(intent, moved, seen, settled);
  if (!settled.ok) return notWritten(intent, settled);
  if (settlementIn(settled.value) !== "applied") return settledOtherwise(intent, settled.value);
  return success([intended.value, settled.value]);
};

const intentOf = (
  { registry }: MoveContext,
  { action, model, stage, version, holder, body, attachments }: PlannedMove,
  deadline: string,
) => ({
  type: `${action}.intended` as const,
  body: { model, registry: registry.id, ...(version !== null && { version }), to: stage, holder, deadline, ...body },
  attachments,
});

const openIntentOf = (
  { action, model, stage, version, holder, body }: PlannedMove,
  { seq, at, actor }: LedgerEvent,
  deadline: string,
): OpenIntent => ({
  seq,
  action,
  model,
  stage,
  version,
  ...(body.digest !== undefined && { digest: body.digest }),
  holder,
  at,
  deadline,
  by: actor.identity,
  ...(body.reason !== undefined && { reason: body.reason }),
});

import type { LedgerEvent } from "../generated/event.js";
import type { OpenIntent } from "../ledger/fold-model.js";
import type { LedgerState } from "../ledger/fold.js";
import { holderIn } from "../ledger/standing.js";
import { readNow } from "../ports/clock.js";
import { failure, type Failure } from "../ports/result.js";
import { readInstant } from "../time/instant.js";
import type { MoveContext } from "./context.js";
import { settle, settlementOf } from "./settle.js";
import { unmoved } from "./trouble.js";

/**
 * Looks for an intent on the stage that somebody left open. Before its deadline it is theirs: `conflict`. Afterwards it is
 * settled by what the registry says, and everything is to be looked at `again`. Undefined: the way is clear.
 */
export const clearTheWay = async (
  context: MoveContext,
  state: LedgerState,
  holders: Readonly<Record<string, string>>,
  { model, stage }: { readonly model: string; readonly stage: string },
  written: LedgerEvent[],
): Promise<Failure | "again" | undefined> => {
  const intent = state.models.get(model)?.openIntents.find((open) => open.stage === stage);
  if (intent === undefined) return undefined;
  if (readNow(context.clock) < (readInstant(intent.deadline) ?? 0)) {
    return failure(
      "conflict",
      `${phraseOf(intent)} and may do so until ${intent.deadline}; nothing was moved`,
      "try again when it is done, or after that time",
    );
  }
  if (context.dryRun === true) return undefined;
  const seen = holderIn(holders, stage);
  const settled = await settle(context, intent, settlementOf(intent, seen), seen, "its owner did not settle it before its deadline");
  if (!settled.ok) return unmoved(settled);
  written.push(settled.value);
  return "again";
};

/** What was announced for the model and never settled. */
export const openWarnings = (state: LedgerState, model: string): readonly string[] =>
  (state.models.get(model)?.openIntents ?? []).map(
    (intent) => `${phraseOf(intent)} and has not settled it; after ${intent.deadline} the next move of that stage does`,
  );

const phraseOf = ({ by, action, stage, model, version, at, seq }: OpenIntent): string => {
  const what =
    version === null ? `leave \`${stage}\` of \`${model}\` without a holder` : `move \`${stage}\` of \`${model}\` to \`${version}\``;
  return `\`${by}\` announced at ${at} to ${what} (${action}, event ${seq})`;
};

import type { Program } from "../compile.js";
import { notGoverned } from "../evaluate.js";
import type { LedgerEvent } from "../generated/event.js";
import { untilSettled } from "../ledger/attempt.js";
import { readLedger } from "../ledger/fold.js";
import { standingOf } from "../ledger/standing.js";
import { clockSetBack, write, type WriteContext } from "../ledger/write.js";
import { readNow } from "../ports/clock.js";
import { failure, success, type Result } from "../ports/result.js";
import { writeInstant } from "../time/instant.js";

export interface AdoptRequest {
  readonly model: string;
  readonly reason?: string;
}

/**
 * Puts in the ledger what the registry holds: where a team starts with models in production, or somebody moved a stage without
 * the ledger. Since when a version holds its stage is not known, so it counts from now. Nothing is moved.
 * Undefined: the ledger says the same already, and nothing was written. Failure `conflict`: a move is under way.
 */
export const adopt = (context: WriteContext, program: Program, { model, reason }: AdoptRequest): Promise<Result<LedgerEvent | undefined>> =>
  untilSettled<LedgerEvent | undefined>(async () => {
    const ungoverned = notGoverned(program, model);
    if (ungoverned !== undefined) return ungoverned;
    const state = await readLedger(context);
    if (!state.ok) return state;
    const early = clockSetBack(context.clock, state.value);
    if (early !== undefined) return early;
    const holders = await context.registry.readHolders(model);
    if (!holders.ok) return holders;
    const known = state.value.models.get(model);
    const [open] = known?.openIntents ?? [];
    if (open !== undefined) {
      return failure(
        "conflict",
        `\`${open.by}\` began to move \`${open.stage}\` of \`${model}\` at ${open.at} (event ${open.seq}) and has not settled it; nothing was written`,
        "try again when it is done, or promote to that stage after its deadline, which settles it",
      );
    }
    const stages = new Set([...Object.keys(holders.value), ...(known?.holders.keys() ?? [])]);
    const isKnown = [...stages].every((stage) => known?.holders.get(stage)?.version === standingOf(known, holders.value, stage).registry);
    if (isKnown) return success(undefined);
    return write(context, state.value, writeInstant(readNow(context.clock)), {
      type: "registry.adopted",
      body: { model, registry: context.registry.id, stages: holders.value, ...(reason !== undefined && { reason }) },
    });
  });

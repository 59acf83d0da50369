import type { Program } from "../compile.js";
import { findStage } from "../evaluate.js";
import type { LedgerEvent } from "../generated/event.js";
import { untilSettled } from "../ledger/attempt.js";
import { readLedger } from "../ledger/fold.js";
import { standingOf } from "../ledger/standing.js";
import { clockSetBack } from "../ledger/write.js";
import { success, type Result } from "../ports/result.js";
import { carryOut } from "./carry-out.js";
import { clearTheWay, openWarnings } from "./clear-the-way.js";
import type { MoveContext, MoveReport } from "./context.js";
import { driftOn, isOvertaken } from "./drift.js";
import { unfoundedMove } from "./reason.js";

export interface RetireRequest {
  readonly model: string;
  readonly stage: string;
  readonly reason: string;
}

/** Leaves a stage without a holder, by the road of a promotion and with its failures. No gate decides it; its last holder stays the baseline. */
export const retire = (context: MoveContext, program: Program, { model, stage, reason }: RetireRequest): Promise<Result<MoveReport>> => {
  const unfounded = unfoundedMove("retirement", reason);
  if (unfounded !== undefined) return Promise.resolve(unfounded);
  const written: LedgerEvent[] = [];
  return untilSettled<MoveReport>(async () => {
    const found = findStage(program, model, stage);
    if (!found.ok) return found;
    const read = await readLedger(context);
    if (!read.ok) return read;
    const state = read.value;
    const early = clockSetBack(context.clock, state);
    if (early !== undefined) return early;
    const holders = await context.registry.readHolders(model);
    if (!holders.ok) return holders;

    const standing = standingOf(state.models.get(model), holders.value, stage);
    const blocked =
      (await clearTheWay(context, state, holders.value, { model, stage }, written)) ??
      (await isOvertaken(context.ledger, state, [standing]));
    if (blocked !== undefined) return blocked;
    const report = (status: MoveReport["status"], events: readonly LedgerEvent[] = []): Result<MoveReport> =>
      success({
        status,
        model,
        stage,
        from: standing.registry,
        to: null,
        events: [...written, ...events],
        warnings: openWarnings(state, model),
      });
    if (standing.drift) return driftOn(model, standing);
    if (standing.holder === null) return report("already-there");
    if (context.dryRun === true) return report("would-apply");
    const carried = await carryOut(context, state, {
      action: "retirement",
      model,
      stage,
      version: null,
      holder: standing.registry,
      body: { reason },
      attachments: {},
    });
    return carried === "again" || !carried.ok ? carried : report("applied", carried.value);
  });
};

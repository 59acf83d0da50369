import type { Program } from "../compile.js";
import type { LedgerEvent } from "../generated/event.js";
import { untilSettled } from "../ledger/attempt.js";
import { success, type Result } from "../ports/result.js";
import { carryOut } from "./carry-out.js";
import { openWarnings } from "./clear-the-way.js";
import type { MoveContext, MoveReport } from "./context.js";
import { unfoundedMove } from "./reason.js";
import { driftOn, survey, type Progress } from "./survey.js";

export interface RetireRequest {
  readonly model: string;
  readonly stage: string;
  readonly reason: string;
  /** As for a promotion. */
  readonly holder?: string | null;
}

/** Leaves a stage without a holder, by the road of a promotion and with its failures. No gate decides it; its last holder stays the baseline. */
export const retire = (
  context: MoveContext,
  program: Program,
  { model, stage, reason, holder }: RetireRequest,
): Promise<Result<MoveReport>> => {
  const unfounded = unfoundedMove("retirement", reason);
  if (unfounded !== undefined) return Promise.resolve(unfounded);
  const progress: Progress = { written: [], observed: holder };
  return untilSettled(async () => {
    const scene = await survey(context, program, { model, stage, version: null }, progress);
    if (scene === "again" || !scene.ok) return scene;
    const { state, standing } = scene.value;
    const report = (status: MoveReport["status"], written: readonly LedgerEvent[] = []): Result<MoveReport> => {
      const events = [...progress.written, ...written];
      return success({ status, model, stage, from: standing.registry, to: null, events, warnings: openWarnings(state, model) });
    };
    if (standing.drift) return driftOn({ model }, standing);
    if (standing.holder === null) return report("already-there");
    if (context.dryRun === true) return report("would-apply");
    const retired = {
      action: "retirement",
      model,
      stage,
      version: null,
      holder: standing.registry,
      body: { reason },
      attachments: {},
    } as const;
    const carried = await carryOut(context, state, retired);
    return carried === "again" || !carried.ok ? carried : report("applied", carried.value);
  });
};

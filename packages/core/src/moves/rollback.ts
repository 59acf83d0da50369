import type { Program } from "../compile.js";
import { untilSettled } from "../ledger/attempt.js";
import type { Result } from "../ports/result.js";
import { moveIfAllowed } from "../promote.js";
import type { MoveContext, MoveReport } from "./context.js";
import { unfoundedMove } from "./reason.js";
import { rollbackTarget } from "./rollback-target.js";
import { survey, type Progress } from "./survey.js";

export interface RollbackRequest {
  readonly model: string;
  readonly stage: string;
  /** Default: the version that held the stage before and was not itself rolled back from. */
  readonly to?: string;
  readonly reason: string;
  /** As for a promotion. */
  readonly holder?: string | null;
}

/**
 * Returns a stage to a version that held it before, if the stage's rollback gates allow it, by the road of a promotion and with
 * its failures. `denied` where there is no such version, or where its artifact is another one by now.
 */
export const rollback = (
  context: MoveContext,
  program: Program,
  { model, stage, to, reason, holder }: RollbackRequest,
): Promise<Result<MoveReport>> => {
  const unfounded = unfoundedMove("rollback", reason);
  if (unfounded !== undefined) return Promise.resolve(unfounded);
  const progress: Progress = { written: [], observed: holder };
  return untilSettled(async () => {
    const scene = await survey(context, program, { model, stage, version: to }, progress);
    if (scene === "again" || !scene.ok) return scene;
    const target = rollbackTarget(scene.value.state.models.get(model), model, stage, to);
    if (!target.ok) return target;
    const { version, digest } = target.value;
    return moveIfAllowed(
      context,
      program,
      { action: "rollback", model, version, to: stage, digest, reason },
      scene.value,
      progress.written,
    );
  });
};

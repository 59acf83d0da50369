import type { Program } from "../compile.js";
import { failure, type Result } from "../ports/result.js";
import type { MoveContext, MoveReport } from "./context.js";

export interface RollbackRequest {
  readonly model: string;
  readonly stage: string;
  /** Default: the version that held the stage before, and was not itself rolled back from. */
  readonly to?: string;
  readonly reason: string;
}

export const rollback = (_context: MoveContext, _program: Program, _request: RollbackRequest): Promise<Result<MoveReport>> =>
  Promise.resolve(failure("refused", "not built yet"));

import type { Program } from "./compile.js";
import type { MoveContext, MoveReport } from "./moves/context.js";
import { failure, type Result } from "./ports/result.js";

export interface PromoteRequest {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
}

/** Moves a stage to a version, if its gates allow it. */
export const promote = (_context: MoveContext, _program: Program, _request: PromoteRequest): Promise<Result<MoveReport>> =>
  Promise.resolve(failure("refused", "not built yet"));

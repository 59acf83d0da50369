import type { Program } from "../compile.js";
import { failure, type Result } from "../ports/result.js";
import type { MoveContext, MoveReport } from "./context.js";

export interface RetireRequest {
  readonly model: string;
  readonly stage: string;
  readonly reason: string;
}

export const retire = (_context: MoveContext, _program: Program, _request: RetireRequest): Promise<Result<MoveReport>> =>
  Promise.resolve(failure("refused", "not built yet"));

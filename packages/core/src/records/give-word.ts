import type { Program } from "../compile.js";
import type { LedgerEvent } from "../generated/event.js";
import type { WriteContext } from "../moves/context.js";
import { failure, type Result } from "../ports/result.js";

export interface GivenWord {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
  readonly decision: "approve" | "reject" | "revoke";
  readonly reason?: string;
}

export const giveWord = (_context: WriteContext, _program: Program, _word: GivenWord): Promise<Result<LedgerEvent>> =>
  Promise.resolve(failure("refused", "not built yet"));

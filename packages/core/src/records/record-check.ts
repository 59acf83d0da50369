import type { Program } from "../compile.js";
import type { LedgerEvent } from "../generated/event.js";
import type { WriteContext } from "../moves/context.js";
import { failure, type Result } from "../ports/result.js";

export interface RecordedCheck {
  readonly model: string;
  readonly version: string;
  readonly name: string;
  readonly status: "passed" | "failed";
  readonly url?: string;
  readonly summary?: string;
}

export const recordCheck = (_context: WriteContext, _program: Program, _check: RecordedCheck): Promise<Result<LedgerEvent>> =>
  Promise.resolve(failure("refused", "not built yet"));

import type { LedgerEvent } from "../generated/event.js";
import type { WriteContext } from "../moves/context.js";
import { failure, type Result } from "../ports/result.js";

export interface RegisteredVersion {
  readonly model: string;
  readonly version: string;
  readonly digest?: string;
}

export const recordRegistration = (_context: WriteContext, _registered: RegisteredVersion): Promise<Result<LedgerEvent>> =>
  Promise.resolve(failure("refused", "not built yet"));

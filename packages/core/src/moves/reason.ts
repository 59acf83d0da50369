import { failure, type Failure } from "../ports/result.js";

/** A move that undoes what was decided says why. */
export const unfoundedMove = (action: "rollback" | "retirement", reason: string): Failure | undefined =>
  reason.trim() === "" ? failure("denied", `a ${action} needs a reason`, "say why: it stands in the ledger") : undefined;

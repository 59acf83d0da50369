import type { Change } from "../generated/decision.js";
import { phraseOf } from "./phrase.js";

/** An approval that one of these people must give. */
export const approvalBy = (by: readonly string[]): Change & { readonly by: readonly string[] } => ({
  type: "approval",
  by,
  text: `approval by ${phraseOf(by, "or")}`,
});

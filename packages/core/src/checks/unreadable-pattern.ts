import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { readGlob } from "../patterns/glob.js";
import type { PolicyCheck } from "./checked-policy.js";
import { modelPatterns } from "./model-patterns.js";

/** A pattern of `models` that cannot be read. */
export const unreadablePattern: PolicyCheck = ({ policy, sources }) =>
  modelPatterns(policy).flatMap(({ index, written, glob }) => {
    const read = readGlob(glob);
    return "error" in read
      ? [diagnosticAt(sources.locate(policy.models, index), "bad-pattern", `\`${written}\` is not a pattern: ${read.error}`)]
      : [];
  });

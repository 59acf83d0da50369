import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { PolicyCheck } from "./checked-policy.js";

/** Two stages of one name. */
export const duplicateStage: PolicyCheck = ({ policy, sources }) => {
  const seen = new Set<string>();
  return policy.stages.flatMap((stage) => {
    if (seen.size < seen.add(stage.name).size) return [];
    return [
      diagnosticAt(sources.locate(stage, "name"), "duplicate-stage", `there is a stage \`${stage.name}\` already`, {
        help: "rename one of them, or put their gates together",
      }),
    ];
  });
};

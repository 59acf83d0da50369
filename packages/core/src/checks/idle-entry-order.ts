import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { removal } from "../yaml/edits.js";
import type { PolicyCheck } from "./checked-policy.js";

/** An `after` on the entry, which every version is in whatever it holds. */
export const idleEntryOrder: PolicyCheck = ({ stages: [first], entry, sources }) => {
  if (first === undefined || first.stage.name !== entry || first.stage.after === undefined) return [];
  const fix = removal(sources, first.stage, "after", "remove `after`");
  const message = `\`after\` has no effect: every version is in \`${entry}\`, the first stage, because it has no gates`;
  return [
    diagnosticAt(sources.locate(first.stage, "after", "key"), "key-without-effect", message, {
      severity: "warning",
      help: "remove it, or give the stage gates",
      fix,
    }),
  ];
};

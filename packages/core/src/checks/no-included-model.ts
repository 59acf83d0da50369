import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { PolicyCheck } from "./checked-policy.js";
import { modelPatterns } from "./model-patterns.js";

/** Patterns that together include nothing. */
export const noIncludedModel: PolicyCheck = ({ policy, sources }) => {
  const patterns = modelPatterns(policy);
  const excluded = new Set(patterns.flatMap(({ excludes, glob }) => (excludes ? [glob] : [])));
  const isCovered = (glob: string) =>
    excluded.has(glob) || excluded.has("**") || (excluded.has("*") && !glob.includes("/") && glob !== "**");
  if (patterns.some(({ excludes, glob }) => !excludes && !isCovered(glob))) return [];
  const message = "`models` includes no model: whatever it includes it excludes";
  return [
    diagnosticAt(sources.locate(policy, "models"), "no-included-model", message, { help: "add a pattern without `!`, such as `fraud-*`" }),
  ];
};

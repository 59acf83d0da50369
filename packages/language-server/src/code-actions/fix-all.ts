import type { Problem } from "../diagnostics/problem.js";
import type { Change } from "./repair.js";

/** What can be mended in one go without a decision: the engine's only fix for each problem, as far as they do not overlap. */
export const changesForAll = (problems: readonly Problem[]): readonly Change[] => {
  const changes: Change[] = [];
  for (const { fixes = [] } of problems) {
    const [fix, another] = fixes;
    if (fix === undefined || another !== undefined) continue;
    const span = { start: fix.range.start.offset, end: fix.range.end.offset };
    if (changes.every((one) => one.span.end < span.start || span.end < one.span.start)) changes.push({ span, text: fix.text });
  }
  return changes;
};

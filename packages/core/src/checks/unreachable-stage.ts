import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { PolicyCheck } from "./checked-policy.js";
import { circlesOf, stuckBefore, stuckStages } from "./stuck-stages.js";

/** A stage that comes after one which no version can enter. */
export const unreachableStage: PolicyCheck = (checked) => {
  const stuck = stuckStages(checked);
  const circling = new Set(circlesOf(stuck).flat());
  return [...stuck.values()].flatMap((placed) => {
    if (circling.has(placed)) return [];
    const { name } = placed.stage;
    const message = `no version can enter \`${name}\`: it comes after \`${stuckBefore(placed, stuck)?.stage.name ?? ""}\`, which none can enter`;
    return [
      diagnosticAt(checked.sources.locate(placed.stage, "name"), "unreachable-stage", message, {
        help: "mend the order of the stage before it",
      }),
    ];
  });
};

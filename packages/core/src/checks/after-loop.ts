import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { PolicyCheck } from "./checked-policy.js";
import { circlesOf, stuckStages } from "./stuck-stages.js";

/** Stages that come after one another, so that none of them can be entered first. A circle with a way in from outside is none. */
export const afterLoop: PolicyCheck = (checked) =>
  circlesOf(stuckStages(checked)).flatMap((circle) => {
    const [first] = circle;
    if (first === undefined) return [];
    const chain = [...circle, first].map(({ stage }) => `\`${stage.name}\``).join(" after ");
    const message = `no version can enter \`${first.stage.name}\`: ${chain}`;
    return [
      diagnosticAt(checked.sources.locate(first.stage, "after"), "after-loop", message, {
        help: "let one of them come after a stage outside of the circle",
      }),
    ];
  });

import type { SoakGate } from "../../generated/policy.js";
import { readDuration } from "../../time/duration.js";
import type { GateContext, GateProblem } from "../define-gate.js";

/** What is wrong with a soak beyond its schema. */
export const checkSoak = (
  { soak, in: within }: SoakGate,
  { policy, after }: Pick<GateContext, "policy" | "after">,
): readonly GateProblem[] => {
  const problems: GateProblem[] = [];
  if (within === undefined && after === undefined) {
    problems.push({
      code: "missing-key",
      severity: "error",
      message: "no stage comes before this one to soak in",
      help: "name the stage with `in`",
    });
  }
  if (within !== undefined && !policy.stages.some(({ name }) => name === within)) {
    const help = `its stages are ${policy.stages.map(({ name }) => `\`${name}\``).join(", ")}`;
    problems.push({ code: "unknown-stage", severity: "error", message: `the policy has no stage \`${within}\``, help, key: "in" });
  }
  if (readDuration(soak) === 0) {
    problems.push({
      code: "key-without-effect",
      severity: "warning",
      message: "a soak of no time asks only that the stage is held",
      help: "write a duration such as `24h`",
    });
  }
  return problems;
};

import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { PolicyCheck } from "./checked-policy.js";

/** A baseline stage that the candidate itself is in when it is compared: the entry, or the stage that must be held before. */
export const ownBaseline: PolicyCheck = ({ stages, entry, sources }) =>
  stages.flatMap(({ after, gates }) => {
    const held = after !== undefined && (after.all || after.stages.length === 1) ? after.stages : [];
    return gates.flatMap(({ gate }) => {
      if (!("baseline" in gate) || typeof gate.baseline !== "string") return [];
      const { baseline } = gate;
      if (baseline !== entry && !held.includes(baseline)) return [];
      const why = baseline === entry ? "every version is in it" : "the candidate holds it when it is compared";
      return [
        diagnosticAt(sources.locate(gate, "baseline"), "own-baseline", `a comparison with \`${baseline}\` says nothing: ${why}`, {
          severity: "warning",
          help: "name the stage whose holder is to be replaced",
        }),
      ];
    });
  });

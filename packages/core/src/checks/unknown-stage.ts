import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { suggest } from "../diagnostics/suggest.js";
import { quoted } from "../diagnostics/wording.js";
import type { PolicyCheck } from "./checked-policy.js";

/** An `after` that names a stage which the policy does not have. */
export const unknownStage: PolicyCheck = ({ policy, sources }) => {
  const names = policy.stages.map(({ name }) => name);
  const known = new Set(names);
  return policy.stages.flatMap(({ after = [] }) => {
    const listed = "all" in after ? after.all : after;
    return listed.flatMap((name, index) => {
      if (known.has(name)) return [];
      const meant = suggest(name, names);
      const help = meant === undefined ? `its stages are ${quoted(names).join(", ")}` : `did you mean \`${meant}\`?`;
      return [
        diagnosticAt(sources.locate(listed, index), "unknown-stage", `the policy has no stage \`${name}\``, { help, replacement: meant }),
      ];
    });
  });
};

import type { Finding } from "../gates/define-gate.js";
import { own } from "../own.js";
import type { Evidence, Holder } from "../generated/evidence.js";

/** Who holds a stage, as the evidence has it. */
export const holderOf = ({ stages }: Evidence, name: string): Holder | undefined => own(stages, name);

/** What a gate finds where the ledger and the registry name different holders of a stage that it asks for. */
export const drifted = (stage: string, holder: Holder) =>
  ({
    outcome: "unknown",
    code: "drift",
    message: `the ledger says that \`${holder.version}\` holds \`${stage}\`, the registry says ${holder.drift?.registry === null ? "nobody" : `\`${holder.drift?.registry}\``}`,
    remedy: "record what the registry holds with `muster adopt`, or undo the change in the registry",
  }) as const satisfies Finding;

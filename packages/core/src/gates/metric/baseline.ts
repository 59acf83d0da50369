import type { Baseline, Evidence } from "../../generated/evidence.js";
import { own } from "../../own.js";
import type { BaselineSource } from "./prepare.js";
import type { Problem } from "./problem.js";

/** The baseline's facts; `never`: no version ever held the stage; or why there are none to rely on. */
export type FoundBaseline = { readonly facts: Baseline } | { readonly never: string } | { readonly problem: Problem };

/** The facts of the holder of a stage, of its last holder after a retirement, or of a pinned version. */
export const findBaseline = (source: BaselineSource, { stages, baselines }: Evidence): FoundBaseline => {
  if ("version" in source) {
    const facts = own(baselines, `version:${source.version}`);
    if (facts === undefined) return missing(`version \`${source.version}\``);
    return facts.version === source.version ? { facts } : mismatch(facts, source.version, "the baseline");
  }
  const { stage } = source;
  const holder = own(stages, stage);
  const facts = own(baselines, stage);
  if (holder?.drift !== undefined) return drifted(stage, holder.version, holder.drift.registry);
  if (holder === undefined) return facts === undefined ? { never: stage } : { facts };
  if (facts === undefined) return missing(`version \`${holder.version}\` in \`${stage}\``);
  return facts.version === holder.version ? { facts } : mismatch(facts, holder.version, `\`${stage}\``);
};

const mismatch = (facts: Baseline, version: string, of: string): FoundBaseline =>
  problem({
    code: "baseline-mismatch",
    phrase: `cannot be compared: the facts of ${of} are of version \`${facts.version}\`, not \`${version}\``,
    remedy: "collect the evidence again",
  });

const missing = (of: string): FoundBaseline =>
  problem({
    code: "baseline-missing",
    phrase: `cannot be compared: the facts of ${of} are missing`,
    remedy: "collect the evidence again, with the baseline",
  });

const drifted = (stage: string, ledger: string, registry: string | null): FoundBaseline =>
  problem({
    code: "drift",
    phrase: `cannot be compared: the ledger says that \`${ledger}\` holds \`${stage}\`, the registry says ${registry === null ? "nobody" : `\`${registry}\``}`,
    remedy: "record what the registry holds with `muster adopt`, or undo the change in the registry",
  });

const problem = (problem: Problem): FoundBaseline => ({ problem });

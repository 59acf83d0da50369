import type { Baseline, Evidence } from "../generated/evidence.js";
import { own } from "../own.js";
import { drifted, holderOf } from "./drift.js";

/** The version that a candidate is compared with: the holder of a stage, or a pinned one. */
export type BaselineSource = { readonly stage: string } | { readonly version: string };

/** Under which the evidence has its facts. */
export const baselineKey = (source: BaselineSource): string => ("version" in source ? `version:${source.version}` : source.stage);

/** The baseline's facts; `never`: no version ever held the stage; or why there are none to rely on. */
export type FoundBaseline = { readonly facts: Baseline } | { readonly never: string } | { readonly problem: BaselineProblem };

export interface BaselineProblem {
  readonly code: "baseline-missing" | "baseline-mismatch" | "drift";
  readonly message: string;
  readonly remedy: string;
}

/** The facts of the holder of a stage, of its last holder after a retirement, or of a pinned version. */
export const findBaseline = (source: BaselineSource, evidence: Evidence): FoundBaseline => {
  const facts = own(evidence.baselines, baselineKey(source));
  if ("version" in source) {
    if (facts === undefined)
      return missing(`version \`${source.version}\``, `the evidence needs the facts of version \`${source.version}\``);
    return facts.version === source.version ? { facts } : mismatch(facts, source.version, "the baseline");
  }
  const { stage } = source;
  const holder = holderOf(evidence, stage);
  if (holder?.drift !== undefined) return { problem: drifted(stage, holder) };
  if (holder === undefined) return facts === undefined ? { never: stage } : { facts };
  if (facts === undefined) return missing(`version \`${holder.version}\` in \`${stage}\``, "collect the evidence again, with the baseline");
  return facts.version === holder.version ? { facts } : mismatch(facts, holder.version, `\`${stage}\``);
};

const mismatch = (facts: Baseline, version: string, of: string): FoundBaseline => ({
  problem: {
    code: "baseline-mismatch",
    message: `the facts of ${of} are of version \`${facts.version}\`, not \`${version}\``,
    remedy: "collect the evidence again",
  },
});

const missing = (of: string, remedy: string): FoundBaseline => ({
  problem: { code: "baseline-missing", message: `the facts of ${of} are missing`, remedy },
});

import type { Baseline, Evidence } from "../../generated/evidence.js";
import type { BaselineSource } from "./prepare.js";
import type { Problem } from "./problem.js";

/** The baseline's facts; `never`: no version ever held the stage; or why there are none to rely on. */
export type FoundBaseline = { readonly facts: Baseline } | { readonly never: string } | { readonly problem: Problem };

/** The facts of the holder of a stage, of its last holder after a retirement, or of a pinned version. */
export const findBaseline = (source: BaselineSource, { stages, baselines }: Evidence): FoundBaseline => {
  if ("version" in source) {
    const facts = own(baselines, `version:${source.version}`);
    return facts === undefined ? missing(`version \`${source.version}\``) : sameVersion(facts, source.version, "the baseline");
  }
  const { stage } = source;
  const holder = own(stages, stage);
  const facts = own(baselines, stage);
  if (holder?.drift !== undefined) return drifted(stage, holder.version, holder.drift.registry);
  if (holder !== undefined)
    return facts === undefined
      ? missing(`version \`${holder.version}\` in \`${stage}\``)
      : sameVersion(facts, holder.version, `\`${stage}\``);
  return facts === undefined ? { never: stage } : { facts };
};

const own = <T>(values: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;

const sameVersion = (facts: Baseline, version: string, of: string): FoundBaseline =>
  facts.version === version
    ? { facts }
    : problem({
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

import type { Approval, Candidate, Evidence } from "../generated/evidence.js";

/** What an approval or a check result says that it is for. A field that is absent is not compared. */
export type Binding = Pick<Approval, "model" | "version" | "digest">;

/** Why a word is for something else than the candidate, in words; undefined where it is not. */
export const otherVersion = ({ model, version }: Binding, { model: own, candidate }: Evidence): string | undefined => {
  if (model !== undefined && model !== own) return `for model \`${model}\``;
  return version === undefined || version === candidate.version ? undefined : `for version \`${version}\``;
};

/**
 * Why a word is for another artifact. Where the candidate's digest is not known, a word that helps the candidate does not
 * count and one that is against it does.
 */
export const otherArtifact = ({ digest }: Binding, candidate: Candidate, helps: boolean): string | undefined => {
  if (digest === undefined || digest === candidate.digest) return undefined;
  if (candidate.digest !== undefined) return `for artifact \`${digest}\``;
  return helps ? `for artifact \`${digest}\`, and the candidate's digest is not known` : undefined;
};

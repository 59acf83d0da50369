import type { Policy } from "../generated/policy.js";

/** One of a policy's `models`. */
export interface ModelPattern {
  readonly index: number;
  readonly written: string;
  readonly excludes: boolean;
  /** Without the `!`. */
  readonly glob: string;
}

export const modelPatterns = ({ models }: Pick<Policy, "models">): readonly ModelPattern[] =>
  models.map((written, index) => ({ index, written, excludes: written.startsWith("!"), glob: written.replace(/^!/, "") }));

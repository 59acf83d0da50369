import type { Program } from "@muster/core";
import type { Unseen } from "./facts.js";

/** Names that were seen in the registry, on versions of the models that a policy governs. */
export interface RegistryNames {
  readonly models: readonly string[];
  readonly metrics: readonly string[];
  readonly tags: readonly string[];
  readonly params: readonly string[];
  readonly checks: readonly string[];
}

export interface NamesQuery {
  /** Of the policy file. */
  readonly uri: string;
  /** The policy's `models`. */
  readonly models: readonly string[];
  /** The policy as it stands in the editor; undefined where it has an error. */
  readonly program: () => Program | undefined;
}

/** Answers at once from what it keeps, and refreshes behind. Undefined: nothing is known, and nothing is wrong. */
export type RegistryNamesProvider = (query: NamesQuery) => RegistryNames | Unseen | undefined;

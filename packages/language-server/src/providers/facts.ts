import type { Evidence, Program } from "@muster/core";

export interface FactsQuery {
  /** Of the policy file. */
  readonly uri: string;
  /** The policy's `models`. */
  readonly models: readonly string[];
  /** The stage that a candidate would enter. */
  readonly stage: string;
  /** The policy as it stands in the editor: what it asks for; undefined where it has an error. */
  readonly program: () => Program | undefined;
}

/** What is known of the candidate of a stage. */
export interface StageFacts {
  readonly evidence: Evidence;
  /** Earlier versions of the model, newest first. */
  readonly recent?: readonly { readonly version: string; readonly metrics: Readonly<Record<string, number>> }[];
}

/** Why facts cannot be seen: nobody is signed in, the registry is down. Told once, in a banner. */
export interface Unseen {
  /** Lower case, no full stop. */
  readonly unseen: string;
  /** What to do next. */
  readonly help?: string;
}

/** Answers at once from what it keeps, and refreshes behind. Undefined: nothing is known, and nothing is wrong. */
export type FactsProvider = (query: FactsQuery) => StageFacts | Unseen | undefined;

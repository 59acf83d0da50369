import type { Decision, Diagnostic } from "@muster/core";

/** A stage of the policy and who holds it, as the evidence says. */
export interface StageStanding {
  readonly name: string;
  /** Every registered version is in it. */
  readonly isEntry: boolean;
  readonly version?: string;
  readonly since?: string;
}

/** What a command found or did: data that every format renders in its own way. */
export type Report =
  | { readonly type: "decision"; readonly decision: Decision; readonly stages: readonly StageStanding[] }
  | {
      readonly type: "diagnostics";
      readonly files: readonly string[];
      readonly diagnostics: readonly Diagnostic[];
      /** The texts that the diagnostics are about, by file. */
      readonly texts: ReadonlyMap<string, string>;
      /** Whether a warning counts as an error. */
      readonly strict: boolean;
    }
  | { readonly type: "explanation"; readonly code: string; readonly markdown: string }
  | { readonly type: "codes"; readonly codes: readonly { readonly code: string; readonly title: string }[] }
  | { readonly type: "files"; readonly dryRun: boolean; readonly files: readonly { readonly file: string; readonly text: string }[] };

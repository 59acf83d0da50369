import type { CaseResult, Decision, Diagnostic, LedgerEvent, MoveAction, MoveReport, PolicyCoverage, Verdict } from "@muster/core";
import type { StageStanding } from "@muster/report";
import type { ModelStatus, Sweep } from "@muster/workspace";

export type { MoveAction };

/** A policy test that was run. */
export interface TestedFile {
  readonly file: string;
  /** The file of its policy. */
  readonly policy: string;
  readonly results: readonly CaseResult[];
}

/** A sweep that goes on while it is told. */
export interface SweepReport {
  readonly type: "sweep";
  /** When it began. */
  readonly at: string;
  readonly sweep: Sweep;
}

/** What a sweep came to. */
export interface SweepSummary extends ReturnType<Sweep["known"]> {
  readonly to: string;
  readonly verdicts: Readonly<Record<Verdict, number>>;
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
  | {
      readonly type: "tests";
      readonly files: readonly TestedFile[];
      /** Of tests that could not be run, and of their policies. */
      readonly errors: readonly Diagnostic[];
      /** The texts that the errors are about, by file. */
      readonly texts: ReadonlyMap<string, string>;
      /** Of each policy that was tested, where it is asked for. */
      readonly coverage?: readonly PolicyCoverage[];
      /** The percentage that each policy's coverage must have. */
      readonly minCoverage?: number;
    }
  | {
      readonly type: "move";
      readonly action: MoveAction;
      readonly report: Omit<MoveReport, "evidence">;
      readonly stages: readonly StageStanding[];
    }
  | { readonly type: "event"; readonly dryRun: boolean; readonly event: LedgerEvent; readonly tag?: string }
  | { readonly type: "status"; readonly at: string; readonly models: readonly ModelStatus[] }
  | { readonly type: "history"; readonly model: string; readonly events: readonly LedgerEvent[] }
  | { readonly type: "explanation"; readonly code: string; readonly markdown: string }
  | { readonly type: "codes"; readonly codes: readonly { readonly code: string; readonly title: string }[] }
  | { readonly type: "files"; readonly dryRun: boolean; readonly files: readonly { readonly file: string; readonly text: string }[] };

/** Whole percents, and 100 only where nothing is missing. */
export const percentageOf = ({ shown, total }: Pick<PolicyCoverage, "shown" | "total">): number =>
  total === 0 ? 100 : Math.floor((shown / total) * 100);

/** Whether what was tested is covered by as much as was asked for. */
export const isCovered = ({ coverage = [], minCoverage = 0 }: Extract<Report, { type: "tests" }>): boolean =>
  coverage.every((one) => percentageOf(one) >= minCoverage);

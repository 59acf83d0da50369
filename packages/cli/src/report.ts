import type { Decision, LedgerEvent, MoveAction, MoveReport, Verdict } from "@muster/core";
import type { StageStanding } from "@muster/report";
import { percentageOf, type DiagnosedFiles, type Tests } from "@muster/report/terminal";
import type { ModelStatus, Sweep } from "@muster/workspace";

export type { MoveAction };

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
  | ({
      readonly type: "diagnostics";
      /** Whether a warning counts as an error. */
      readonly strict: boolean;
    } & DiagnosedFiles)
  | ({ readonly type: "tests" } & Tests)
  | {
      readonly type: "move";
      readonly action: MoveAction;
      readonly report: Omit<MoveReport, "evidence">;
      readonly stages: readonly StageStanding[];
    }
  | { readonly type: "event"; readonly dryRun: boolean; readonly event: LedgerEvent; readonly tag?: string }
  /** The ledger says already what it was asked to take over. */
  | { readonly type: "agreement"; readonly model: string }
  | { readonly type: "status"; readonly at: string; readonly models: readonly ModelStatus[] }
  | { readonly type: "history"; readonly model: string; readonly events: readonly LedgerEvent[] }
  | { readonly type: "explanation"; readonly code: string; readonly markdown: string }
  | { readonly type: "codes"; readonly codes: readonly { readonly code: string; readonly title: string }[] }
  | { readonly type: "files"; readonly dryRun: boolean; readonly files: readonly { readonly file: string; readonly text: string }[] };

/** Whether something was done that stays done, whoever hears of it. */
export const isAct = (report: Report): boolean =>
  report.type === "move" || ((report.type === "event" || report.type === "files") && !report.dryRun);

/** Whether what was tested is covered by as much as was asked for. */
export const isCovered = ({ coverage = [], minCoverage = 0 }: Tests): boolean => coverage.every((one) => percentageOf(one) >= minCoverage);

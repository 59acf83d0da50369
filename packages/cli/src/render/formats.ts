import type { View } from "@muster/report/terminal";
import type { Swept } from "@muster/workspace";
import type { Problem } from "@muster/workspace/problem";
import type { Report, SweepReport, SweepSummary } from "../report.js";

/** How reports and problems are written; every line ends with a line end. */
export interface Format {
  report(report: Report, view: View): string;
  /** Empty where stdout says nothing of problems. */
  problem(problem: Problem): string;
  /** Absent where a sweep cannot be told in this format. */
  readonly sweep?: SweepFormat;
}

/** How a sweep is written while it goes on. */
export interface SweepFormat {
  begin(report: SweepReport): string;
  candidate(swept: Swept, view: View, isFirst: boolean): string;
  end(summary: SweepSummary, view: View): string;
}

/** Every output format. */
export const formats = {
  human: async () => (await import("./human.js")).human,
  json: async () => (await import("./json.js")).json,
} as const satisfies Readonly<Record<string, () => Promise<Format>>>;

export type FormatName = keyof typeof formats;

export const isFormatName = (name: string): name is FormatName => Object.hasOwn(formats, name);

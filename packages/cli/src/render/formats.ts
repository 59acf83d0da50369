import type { Problem } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { View } from "./view.js";

/** How reports and problems are written; every line ends with a line end. */
export interface Format {
  report(report: Report, view: View): string;
  /** Empty where stdout says nothing of problems. */
  problem(problem: Problem): string;
}

/** Every output format. */
export const formats = {
  human: async () => (await import("./human.js")).human,
  json: async () => (await import("./json.js")).json,
} as const satisfies Readonly<Record<string, () => Promise<Format>>>;

export type FormatName = keyof typeof formats;

export const isFormatName = (name: string): name is FormatName => Object.hasOwn(formats, name);

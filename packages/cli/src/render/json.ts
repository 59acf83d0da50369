import { percentageOf } from "@muster/report/terminal";
import { exitCodeOfProblem } from "../exit-codes.js";
import type { Report } from "../report.js";
import type { Format } from "./formats.js";
import { jsonSweep } from "./json-sweep.js";

const written = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Data for programs; that of `check` is the decision itself. */
export const json: Format = {
  report: (report) => written(dataOf(report)),
  sweep: jsonSweep,
  problem: ({ texts: _texts, diagnostics = [], ...problem }) =>
    written({ error: { ...problem, exitCode: exitCodeOfProblem[problem.code], ...(diagnostics.length > 0 && { diagnostics }) } }),
};

const dataOf = (report: Report): unknown => {
  switch (report.type) {
    case "decision":
      return report.decision;
    case "diagnostics": {
      const { files, diagnostics } = report;
      return { files, diagnostics };
    }
    case "tests":
      return testsData(report);
    case "move":
      return report.report;
    case "codes":
      return report.codes;
    case "agreement":
      return { event: null };
    case "event":
    case "status":
    case "history":
    case "explanation":
    case "files": {
      const { type: _type, ...data } = report;
      return data;
    }
  }
};

/** Without the decisions, which `check` tells: a case with what differs. */
const testsData = ({ files, errors, coverage }: Extract<Report, { type: "tests" }>) => ({
  files: files.map(({ file, policy, results }) => ({
    file,
    policy,
    cases: results.map(({ name, range, passed, differences, decision: { to, action, verdict } }) => ({
      name,
      line: range.start.line,
      action,
      to,
      verdict,
      passed,
      differences,
    })),
  })),
  errors,
  ...(coverage && { coverage: coverage.map((one) => ({ percentage: percentageOf(one), ...one })) }),
});

import type { Verdict } from "@muster/core";
import type { Problem } from "@muster/workspace/problem";
import { isCovered, type Report } from "./report.js";

export const exitCodes = { done: 0, denied: 1, usage: 2, waiting: 3, unknown: 4, conflict: 5, unreachable: 6, defect: 70 } as const;

/** What each code tells whoever started muster. */
export const exitCodeMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: "allowed, or done",
  denied: "denied, or a policy test failed",
  usage: "an error in the usage, the configuration, a policy or the evidence",
  waiting: "waiting: only people or time are missing",
  unknown: "unknown: it could not be decided",
  conflict: "conflict: somebody else moved or is moving the stage",
  unreachable: "the registry or the ledger could not be reached, or refused",
  defect: "a defect of muster",
};

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const exitCodeOfVerdict: Readonly<Record<Verdict, ExitCode>> = {
  allowed: exitCodes.done,
  denied: exitCodes.denied,
  waiting: exitCodes.waiting,
  unknown: exitCodes.unknown,
};

export const exitCodeOfProblem: Readonly<Record<Problem["code"], ExitCode>> = {
  usage: exitCodes.usage,
  config: exitCodes.usage,
  policy: exitCodes.usage,
  evidence: exitCodes.usage,
  plugin: exitCodes.usage,
  absent: exitCodes.usage,
  conflict: exitCodes.conflict,
  unreachable: exitCodes.unreachable,
  refused: exitCodes.unreachable,
  denied: exitCodes.denied,
  malformed: exitCodes.unreachable,
  defect: exitCodes.defect,
};

/** The exit code of a command that ended with a report: the same in every format. */
export const exitCodeOfReport = (report: Report): ExitCode => {
  switch (report.type) {
    case "decision":
      return exitCodeOfVerdict[report.decision.verdict];
    case "diagnostics": {
      const wrong = ({ severity }: { readonly severity: string }) => severity === "error" || (report.strict && severity === "warning");
      return report.diagnostics.some(wrong) ? exitCodes.usage : exitCodes.done;
    }
    case "tests":
      if (report.errors.length > 0) return exitCodes.usage;
      return report.files.every(({ results }) => results.every(({ passed }) => passed)) && isCovered(report)
        ? exitCodes.done
        : exitCodes.denied;
    case "move": {
      const { status, decision } = report.report;
      if (status !== "not-allowed") return exitCodes.done;
      return decision === undefined || decision.verdict === "allowed" ? exitCodes.defect : exitCodeOfVerdict[decision.verdict];
    }
    case "status":
      return report.models.some(({ problem }) => problem !== undefined) ? exitCodes.usage : exitCodes.done;
    case "event":
    case "agreement":
    case "history":
    case "explanation":
    case "codes":
    case "files":
      return exitCodes.done;
  }
};

import { diagnosticsPage, testsPage, type View } from "@muster/report/terminal";
import type { Report } from "../report.js";
import { codesPage, explanationPage } from "./human/explanation.js";
import { decisionPage } from "./human/decision.js";
import { agreementPage, eventPage, historyPage } from "./human/event.js";
import { filesPage } from "./human/files.js";
import { movePage } from "./human/move.js";
import { humanSweep } from "./human/sweep.js";
import { statusPage } from "./human/status.js";
import type { Format } from "./formats.js";

/** Pages that a person reads. Problems are told on stderr, whatever the format. */
export const human: Format = {
  report: (report, view) =>
    pageOf(report, view)
      .map((line) => `${line.trimEnd()}\n`)
      .join(""),
  sweep: humanSweep,
  problem: () => "",
};

const pageOf = (report: Report, view: View): readonly string[] => {
  switch (report.type) {
    case "decision":
      return decisionPage(report, view);
    case "diagnostics":
      return diagnosticsPage(report, view);
    case "tests":
      return testsPage(report, view);
    case "move":
      return movePage(report, view);
    case "event":
      return eventPage(report, view);
    case "agreement":
      return agreementPage(report, view);
    case "status":
      return statusPage(report, view);
    case "history":
      return historyPage(report, view);
    case "explanation":
      return explanationPage(report, view);
    case "codes":
      return codesPage(report, view);
    case "files":
      return filesPage(report, view);
  }
};

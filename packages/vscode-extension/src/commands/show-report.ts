import { l10n } from "vscode";
import { chooseSubject } from "../promote/choose-subject.js";
import { decidedReport } from "../report/decided-report.js";
import type { Command } from "./command.js";

/** Shows the decision on a version as a page. */
export const showReport: Command = async ({ access, reports }, given) => {
  const asked = { title: l10n.t("Show Promotion Report"), verdicts: true };
  const subject = await chooseSubject(access, given, ["model", "version", "stage"], asked);
  if (subject === undefined) return undefined;
  const { root, model, version, stage } = subject;
  const input = await decidedReport(access, { root, model, version, to: stage });
  reports.show(input);
  return input.report.decision;
};

import { commands, type ExtensionContext, type LogOutputChannel } from "vscode";
import { commands as lenses } from "@muster/language-server";
import type { Access } from "../workspaces/opened.js";
import type { Overviews } from "../workspaces/overviews.js";
import { decidedReport } from "./decided-report.js";
import { reportPanels, type ReportPanels } from "./panels.js";
import type { ReportSubject } from "./protocol.js";

/** The reports, whose buttons do what the commands do, and which keep up with what happens. */
export const openReports = (context: ExtensionContext, output: LogOutputChannel, access: Access, overviews: Overviews): ReportPanels => {
  const run = async (command: string, { root, model, version, to }: ReportSubject): Promise<void> => {
    await commands.executeCommand(command, { root, model, version, stage: to });
  };
  const reports = reportPanels(context, output, {
    check: (subject) => decidedReport(access, subject),
    promote: (subject) => run(lenses.promote, subject),
    approve: (subject) => run("muster.approve", subject),
  });
  const update = async (): Promise<void> => {
    for (const subject of reports.subjects()) reports.update(await decidedReport(access, subject));
  };
  context.subscriptions.push(
    overviews.onDidChange(
      () => void update().catch((error: unknown) => output.warn(error instanceof Error ? error.message : String(error))),
    ),
  );
  return reports;
};

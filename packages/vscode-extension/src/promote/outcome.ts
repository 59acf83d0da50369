import { l10n, window } from "vscode";
import type { MoveReport, Ports, Program } from "@muster/core";
import { sentence } from "../wording/plain.js";
import type { Muster } from "../muster.js";
import { reportOf } from "../report/decided-report.js";

export interface ToldMove {
  readonly root: string;
  readonly ports: Ports;
  readonly program: Program;
  readonly report: MoveReport;
}

/** Tells what came of a move, and offers the report of the decision that it rests on. */
export const tellMove = (muster: Muster, told: ToldMove): void => {
  const { output } = muster;
  const { status, events } = told.report;
  const text = textOf(told.report);
  output.info([text, ...events.map(({ seq, type }) => `event ${seq} ${type}`)].join(" "));
  const openReport = l10n.t("Open Report");
  // A report is about a promotion; a rollback is decided by other gates.
  const buttons = told.report.decision?.action === "promote" ? [openReport] : [];
  const tell = status === "applied" || status === "already-there" ? window.showInformationMessage : window.showWarningMessage;
  void tell(text, ...buttons).then(async (chosen) => {
    if (chosen === openReport) await openDecision(muster, told);
  });
};

const textOf = ({ status, model, stage, from, to, decision }: MoveReport): string => {
  const nobody = l10n.t("nobody");
  const subject = to === null ? model : `${model}@${to}`;
  switch (status) {
    case "applied":
      if (to === null) return l10n.t("{0} of {1} has no holder now; it was held by {2}.", stage, model, from ?? nobody);
      return from === null
        ? l10n.t("{0} holds {1} now.", subject, stage)
        : l10n.t("{0} holds {1} now, in place of {2}.", subject, stage, from);
    case "already-there":
      return to === null
        ? l10n.t("{0} of {1} has no holder already: there is nothing to do.", stage, model)
        : l10n.t("{0} holds {1} already: there is nothing to do.", subject, stage);
    case "would-apply":
    case "not-allowed":
      return l10n.t("{0} Nothing was moved.", sentence(decision?.summary ?? l10n.t("{0} was not moved", subject)));
  }
};

/** The decision of the move itself, not what would be decided now. */
const openDecision = async ({ access, reports }: Muster, { root, ports, program, report }: ToldMove): Promise<void> => {
  const { model, stage, to, decision, evidence, status } = report;
  if (decision === undefined || evidence === undefined || to === null) return;
  const input = await reportOf(access, ports, { root, model, version: to, to: stage }, { program, evidence, decision });
  reports.show(status === "not-allowed" ? input : { ...input, offers: { promote: false, approve: false } });
};

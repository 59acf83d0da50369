import { l10n, window } from "vscode";
import type { MoveReport, Program } from "@muster/core";
import { sentence } from "../commands/tell.js";
import type { Muster } from "../muster.js";

export interface ToldMove {
  readonly root: string;
  readonly program: Program;
  readonly report: MoveReport;
}

/** Tells what came of a move. */
export const tellMove = ({ output }: Muster, { report }: ToldMove): void => {
  const { status, model, stage, from, to, decision, events } = report;
  const subject = to === null ? model : `${model}@${to}`;
  switch (status) {
    case "applied": {
      const text =
        to === null
          ? l10n.t("{0} of {1} has no holder now; it was held by {2}.", stage, model, from ?? l10n.t("nobody"))
          : from === null
            ? l10n.t("{0} holds {1} now.", subject, stage)
            : l10n.t("{0} holds {1} now, in place of {2}.", subject, stage, from);
      output.info(`${text} ${events.map(({ seq, type }) => `event ${seq} ${type}`).join(", ")}`);
      void window.showInformationMessage(text);
      return;
    }
    case "already-there":
      void window.showInformationMessage(
        to === null
          ? l10n.t("{0} of {1} has no holder already: there is nothing to do.", stage, model)
          : l10n.t("{0} holds {1} already: there is nothing to do.", subject, stage),
      );
      return;
    case "would-apply":
    case "not-allowed":
      void window.showWarningMessage(l10n.t("{0} Nothing was moved.", sentence(decision?.summary ?? l10n.t("{0} was not moved", subject))));
  }
};

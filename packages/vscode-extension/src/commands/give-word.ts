import { l10n, window } from "vscode";
import { giveWord, type GivenWord } from "@muster/core";
import { take } from "@muster/workspace/problem";
import { committedProgramFor } from "@muster/workspace/writing";
import { askReason } from "../promote/ask-reason.js";
import { chooseSubject } from "../promote/choose-subject.js";
import { openToWrite } from "../workspaces/opened.js";
import type { Command } from "./command.js";

/** Writes this person's word on a promotion to the ledger. */
const wordOf =
  (
    decision: GivenWord["decision"],
    titles: () => { readonly title: string; readonly done: (subject: string, stage: string) => string },
  ): Command =>
  async (muster, given) => {
    const { title, done } = titles();
    const subject = await chooseSubject(muster.access, given, ["model", "version", "stage"], { title, verdicts: true });
    if (subject === undefined) return undefined;
    const { root, model, version, stage: to } = subject;
    const reason = given.reason ?? (await askReason(`${title}: ${model}@${version} → ${to}`, { needed: decision === "reject" }));
    if (reason === undefined) return undefined;
    const { workspace, context, caller, notes } = await openToWrite(muster.access, root);
    const program = await committedProgramFor(caller, workspace, model);
    for (const note of notes) muster.output.warn(note);
    const word = { model, version, to, decision, ...(reason.trim() !== "" && { reason }) };
    const event = take(await giveWord(context, program, word));
    void window.showInformationMessage(done(`${model}@${version}`, to));
    muster.output.info(`event ${event.seq} ${event.type}, ${event.actor.identity} (${event.actor.assurance})`);
    void muster.overviews.refresh();
    return event;
  };

export const approve = wordOf("approve", () => ({
  title: l10n.t("Approve"),
  done: (subject, stage) => l10n.t("You approved {0} for {1}.", subject, stage),
}));
export const reject = wordOf("reject", () => ({
  title: l10n.t("Reject"),
  done: (subject, stage) => l10n.t("You rejected {0} for {1}.", subject, stage),
}));
export const revoke = wordOf("revoke", () => ({
  title: l10n.t("Revoke Approval"),
  done: (subject, stage) => l10n.t("You took back your word on {0} for {1}.", subject, stage),
}));

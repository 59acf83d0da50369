import { l10n } from "vscode";
import { rollback } from "@muster/core";
import { chooseSubject } from "../promote/choose-subject.js";
import { askReason } from "../promote/ask-reason.js";
import { move } from "../promote/move.js";
import type { Command } from "./command.js";

/** Returns a stage to the version that held it before. */
export const rollBack: Command = async (muster, given) => {
  const title = l10n.t("Roll Back");
  const subject = await chooseSubject(muster.access, given, ["model", "stage"], { title });
  if (subject === undefined) return undefined;
  const { root, model, stage } = subject;
  const reason = given.reason ?? (await askReason(l10n.t("Roll back {0} of {1}", stage, model), { needed: true }));
  if (reason === undefined) return undefined;
  return move(muster, {
    root,
    model,
    stage,
    title: l10n.t("Rolling back {0} of {1}", stage, model),
    confirmed: given.confirmed === true,
    carry: (context, program, holder) => rollback(context, program, { model, stage, reason, ...(holder !== undefined && { holder }) }),
  });
};

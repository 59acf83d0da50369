import { l10n } from "vscode";
import { promote } from "@muster/core";
import { chooseSubject } from "../promote/choose-subject.js";
import { move } from "../promote/move.js";
import type { Command } from "./command.js";

/** Moves a version to a stage, if the policy allows it and a person means it. */
export const promoteVersion: Command = async (muster, given) => {
  const asked = { title: l10n.t("Promote Model Version"), verdicts: true };
  const subject = await chooseSubject(muster.access, given, ["model", "version", "stage"], asked);
  if (subject === undefined) return undefined;
  const { root, model, version, stage } = subject;
  return move(muster, {
    root,
    model,
    stage,
    title: l10n.t("Promoting {0} to {1}", `${model}@${version}`, stage),
    confirmed: given.confirmed === true,
    carry: (context, program, holder) => promote(context, program, { model, version, to: stage, ...(holder !== undefined && { holder }) }),
  });
};

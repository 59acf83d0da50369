import { l10n, window } from "vscode";
import { programFor } from "@muster/workspace";
import { chooseSubject } from "../promote/choose-subject.js";
import { verdictName } from "../promote/verdict.js";
import { decide, identityIn } from "../workspaces/decide.js";
import { openWorkingTree } from "../workspaces/opened.js";
import type { Command } from "./command.js";
import { sentence } from "./tell.js";

/** May the version enter the stage, by the policy as it lies on disk? Nothing is written. */
export const check: Command = async (muster, given) => {
  const subject = await chooseSubject(given, ["model", "version", "stage"], { title: l10n.t("Check Promotion"), verdicts: true });
  if (subject === undefined) return undefined;
  const { root, model, version, stage } = subject;
  const { workspace, ports } = await openWorkingTree(root);
  const { program } = await programFor(workspace, model);
  const { decision } = await decide(ports, program, { model, version, to: stage }, await identityIn(root));
  muster.output.info(`${model}@${version} → ${stage}: ${decision.summary}`);
  const tell = decision.verdict === "allowed" ? window.showInformationMessage : window.showWarningMessage;
  void tell(`${model}@${version} → ${stage}: ${verdictName(decision)}. ${sentence(decision.summary)}`);
  return decision;
};

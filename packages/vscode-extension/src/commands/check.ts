import { l10n, window, workspace } from "vscode";
import type { Decision } from "@muster/core";
import { programFor } from "@muster/workspace";
import type { Muster } from "../muster.js";
import { chooseSubject } from "../promote/choose-subject.js";
import type { Given } from "../promote/subject.js";
import { reasonFor, verdictName } from "../promote/verdict.js";
import { decide, identityIn } from "../workspaces/decide.js";
import { openWorkingTree } from "../workspaces/opened.js";
import { checkOffline } from "./check-offline.js";
import type { Command } from "./command.js";
import { sentence } from "../wording/plain.js";

/**
 * May the version enter the stage, by the policy as it lies on disk? Nothing is written. In a workspace that is not trusted a
 * file of evidence is decided on.
 */
export const check: Command = async (muster, given) => {
  const decision = given.evidence === undefined && workspace.isTrusted ? await checkLive(muster, given) : await checkOffline(given);
  if (decision === undefined) return undefined;
  const { model, version, to, verdict, summary } = decision;
  muster.output.info(`${model}@${version} → ${to}: ${summary}`);
  const tell = verdict === "allowed" ? window.showInformationMessage : window.showWarningMessage;
  void tell(`${model}@${version} → ${to}: ${verdictName(decision)}. ${sentence(reasonFor(decision))}`);
  return decision;
};

const checkLive = async ({ access }: Muster, given: Given): Promise<Decision | undefined> => {
  const subject = await chooseSubject(access, given, ["model", "version", "stage"], { title: l10n.t("Check Promotion"), verdicts: true });
  if (subject === undefined) return undefined;
  const { root, model, version, stage } = subject;
  const { workspace: opened, ports } = await openWorkingTree(access, root);
  const { program } = await programFor(opened, model);
  return (await decide(ports, program, { model, version, to: stage }, await identityIn(root))).decision;
};

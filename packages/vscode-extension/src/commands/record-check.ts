import { l10n, window } from "vscode";
import { recordCheck, type Program } from "@muster/core";
import { problem, take } from "@muster/workspace/problem";
import { committedProgramFor } from "@muster/workspace/writing";
import { chooseOne } from "../promote/ask.js";
import { chooseSubject } from "../promote/choose-subject.js";
import { openToWrite } from "../workspaces/opened.js";
import type { Command } from "./command.js";

/** Writes an outside check's verdict on a version to the ledger. */
export const recordCheckResult: Command = async (muster, given) => {
  const title = l10n.t("Record Check Result");
  const subject = await chooseSubject(muster.access, given, ["model", "version"], { title });
  if (subject === undefined) return undefined;
  const { root, model, version } = subject;
  const { workspace, context, caller, notes } = await openToWrite(muster.access, root);
  const program = await committedProgramFor(caller, workspace, model);
  for (const note of notes) muster.output.warn(note);
  const name = given.name ?? (await chooseOne(`${title}: ${model}@${version}`, l10n.t("Check"), asChoices(checksOf(program, model))));
  if (name === undefined) return undefined;
  const statuses = { passed: l10n.t("passed"), failed: l10n.t("failed") } as const;
  const status = given.status ?? (await chooseOne(`${title}: ${name}`, l10n.t("What did it find?"), asChoices(Object.keys(statuses))));
  if (status === undefined) return undefined;
  if (status !== "passed" && status !== "failed") throw problem("usage", l10n.t("a check is `passed` or `failed`, not `{0}`", status));
  const summary =
    given.summary ??
    (await window.showInputBox({
      title: `${title}: ${name}`,
      prompt: l10n.t("What it found, in a line; may be left empty"),
      ignoreFocusOut: true,
    }));
  if (summary === undefined) return undefined;
  const result = {
    model,
    version,
    name,
    status,
    ...(given.url !== undefined && { url: given.url }),
    ...(summary !== "" && { summary }),
  } as const;
  const event = take(await recordCheck(context, program, result));
  muster.output.info(`event ${event.seq} ${event.type}, ${event.actor.identity} (${event.actor.assurance})`);
  void window.showInformationMessage(l10n.t("Recorded for {0}: check {1} {2}.", `${model}@${version}`, name, statuses[status]));
  void muster.overviews.refresh();
  return event;
};

/** The checks that the policy of a model asks for. */
const checksOf = (program: Program, model: string): readonly string[] => {
  const names = [
    ...new Set(
      [...program.stages.values()]
        .flatMap(({ gates }) => gates.flatMap(({ requirements }) => requirements))
        .flatMap((one) => (one.need === "check" ? [one.name] : [])),
    ),
  ].sort();
  if (names.length === 0) throw problem("denied", l10n.t("the policy of `{0}` asks for no check", model), l10n.t("nothing was written"));
  return names;
};

const asChoices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

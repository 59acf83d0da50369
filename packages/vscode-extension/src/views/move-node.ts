import { l10n } from "vscode";
import { commands } from "@muster/language-server";
import { reasonFor, verdictIcon, verdictName } from "../promote/verdict.js";
import type { OpenMove } from "../workspaces/overview.js";
import { plain, plainMarkdown } from "../wording/plain.js";
import type { Node } from "./node.js";

const colours = {
  allowed: "testing.iconPassed",
  denied: "testing.iconFailed",
  waiting: "testing.iconQueued",
  unknown: "testing.iconUnset",
} as const;

/** A version and the stage that it could enter next, with the verdict. */
export const moveNode = (root: string, { model, version, to, decision, asksMe }: OpenMove, id: string, label: string): Node => {
  const verdict = verdictName(decision);
  const reason = plain(reasonFor(decision));
  const open = decision.gates.filter(({ level, outcome }) => level === "block" && outcome !== "passed" && outcome !== "skipped");
  return {
    id,
    root,
    model,
    version,
    stage: to,
    label,
    description: verdict,
    tooltip: [
      `**${plainMarkdown(`${model}@${version} → ${to}`)}**: ${verdict}`,
      plainMarkdown(reason),
      ...open.map(({ id: gate, message }) => `- ${plainMarkdown(`${gate}: ${plain(message)}`)}`),
    ].join("\n\n"),
    icon: verdictIcon(decision),
    colour: colours[decision.verdict],
    spoken: l10n.t("{0} to {1}: {2}. {3}", `${model} ${version}`, to, verdict, reason),
    context: `move:${decision.verdict}${asksMe !== undefined ? ":mine" : ""}`,
    command: {
      command: commands.showReport,
      title: l10n.t("Show Promotion Report"),
      arguments: [{ root, model, version, stage: to }],
    },
  };
};

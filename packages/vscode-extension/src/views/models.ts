import { l10n } from "vscode";
import type { StageStatus } from "@muster/workspace";
import { ago } from "../promote/ago.js";
import type { ModelOverview, Overview, Unread } from "../workspaces/overview.js";
import { nameOfRoot } from "../workspaces/roots.js";
import { plainMarkdown, sentence, sentences } from "../wording/plain.js";
import { moveNode } from "./move-node.js";
import type { Node } from "./node.js";

/** Every model with its stages and their holders, and what could enter them next. A workspace of its own level only where there are several. */
export const modelNodes = (seen: readonly (Overview | Unread)[]): readonly Node[] => {
  if (seen.length <= 1) return seen.flatMap(nodesOf);
  return seen.map((one) => {
    const name = nameOfRoot(one.root);
    return { id: one.root, root: one.root, label: name, icon: "root-folder", spoken: name, context: "workspace", children: nodesOf(one) };
  });
};

const nodesOf = (one: Overview | Unread): readonly Node[] => {
  if ("problem" in one) return [warning(`${one.root}:problem`, one.problem.message, one.problem.help)];
  return [
    ...one.notes.map((note, index) => warning(`${one.root}:note:${index}`, note)),
    ...one.models.map((model) => modelNode(one.root, model)),
  ];
};

const warning = (id: string, message: string, help?: string): Node => ({
  id,
  label: sentence(message),
  ...(help !== undefined && { description: help }),
  tooltip: plainMarkdown(sentences({ message, help })),
  icon: "warning",
  colour: "list.warningForeground",
  spoken: sentences({ message, help }),
  context: "warning",
});

const modelNode = (root: string, overview: ModelOverview): Node => {
  const { model, policy, problem, stages, openMoves, openIntents } = overview;
  const id = `${root}:${model}`;
  const governed = problem === undefined ? (policy ?? l10n.t("no policy governs it")) : l10n.t("its policy cannot be used");
  return {
    id,
    root,
    model,
    label: model,
    description: governed,
    icon: "package",
    spoken: `${model}, ${governed}`,
    context: "model",
    children: [
      ...openIntents.map(({ seq, action, stage, version, by, deadline }) =>
        warning(
          `${id}:intent:${seq}`,
          l10n.t("{0} of {1} to {2} is open", action, stage, version ?? l10n.t("nobody")),
          l10n.t("{0}, until {1}", by, deadline),
        ),
      ),
      ...stages.filter(({ isEntry }) => !isEntry).map((stage) => stageNode(root, model, stage)),
      ...openMoves.map((move) => moveNode(root, move, `${id}:${move.version}:${move.to}`, `${move.version} → ${move.to}`)),
    ],
  };
};

const stageNode = (root: string, model: string, { name, version, since, by, assurance, drift }: StageStatus): Node => {
  const holder = version ?? l10n.t("nobody");
  const held = since === undefined ? holder : `${holder} · ${ago(since)}`;
  const drifted = drift && l10n.t("drift: the registry names {0}", drift.registry ?? l10n.t("nobody"));
  const who = by === undefined ? undefined : `${by} (${assurance ?? ""})`;
  return {
    id: `${root}:${model}:stage:${name}`,
    root,
    model,
    stage: name,
    ...(version !== undefined && { version }),
    label: name,
    description: [held, ...(drifted === undefined ? [] : [drifted])].join(" · "),
    tooltip: [
      `**${plainMarkdown(name)}**: ${plainMarkdown(holder)}`,
      ...(since === undefined ? [] : [plainMarkdown(l10n.t("since {0}, by {1}", since, who ?? l10n.t("nobody")))]),
      ...(drifted === undefined ? [] : [plainMarkdown(drifted)]),
    ].join("\n\n"),
    icon: drift !== undefined ? "warning" : version === undefined ? "circle-outline" : "circle-filled",
    ...(drift !== undefined && { colour: "list.warningForeground" }),
    spoken: [l10n.t("Stage {0}: {1}", name, held), ...(drifted === undefined ? [] : [drifted])].join(", "),
    context: version === undefined ? "stage:empty" : "stage:held",
  };
};

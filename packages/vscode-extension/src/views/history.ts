import { l10n } from "vscode";
import type { LedgerEvent } from "@muster/core";
import { eventSentence } from "@muster/report";
import { ago } from "../promote/ago.js";
import type { Overview, Unread } from "../workspaces/overview.js";
import { plainMarkdown } from "../wording/plain.js";
import type { Node } from "./node.js";

/** More than anybody reads in a list; the command line shows the rest. */
const mostShown = 200;

/** What happened, newest first: to one model, else to every one. */
export const historyNodes = (seen: readonly (Overview | Unread)[], model?: string): readonly Node[] =>
  seen
    .flatMap((one) => ("problem" in one ? [] : one.events.map((event) => ({ root: one.root, event }))))
    .filter(({ event }) => model === undefined || event.body.model === model)
    .sort((a, b) => (a.event.at < b.event.at ? 1 : a.event.at > b.event.at ? -1 : b.event.seq - a.event.seq))
    .slice(0, mostShown)
    .map(({ root, event }) => eventNode(root, event, model === undefined));

const icons: Readonly<Record<string, string>> = {
  applied: "pass",
  failed: "error",
  aborted: "circle-slash",
  intended: "arrow-right",
  granted: "thumbsup",
  rejected: "thumbsdown",
  revoked: "discard",
  recorded: "checklist",
  registered: "tag",
  adopted: "references",
};

const eventNode = (root: string, event: LedgerEvent, withModel: boolean): Node => {
  const { seq, at, actor, type, body } = event;
  const { model, version, to } = body;
  const what = eventSentence(event);
  const why = body.reason ?? body.summary;
  const who = `${actor.identity} (${actor.assurance})`;
  return {
    id: `${root}:event:${seq}`,
    root,
    model,
    ...(version !== undefined && { version }),
    ...(to !== undefined && { stage: to }),
    label: withModel ? `${model}: ${what}` : what,
    description: `${actor.identity} · ${ago(at)}`,
    tooltip: [
      `**${plainMarkdown(what)}**`,
      plainMarkdown(l10n.t("{0}, {1}, event {2} of the ledger", who, at, seq)),
      ...(why === undefined ? [] : [`“${plainMarkdown(why)}”`]),
    ].join("\n\n"),
    icon: icons[type.split(".")[1] ?? ""] ?? "circle-small",
    spoken: [`${model}: ${what}`, who, ago(at), ...(why === undefined ? [] : [why])].join(", "),
    context: "event",
  };
};

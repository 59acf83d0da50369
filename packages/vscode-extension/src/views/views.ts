import { commands, Disposable } from "vscode";
import { sentences } from "../wording/plain.js";
import type { Overview, Unread } from "../workspaces/overview.js";
import type { Overviews } from "../workspaces/overviews.js";
import { historyNodes } from "./history.js";
import { modelNodes } from "./models.js";
import type { Node } from "./node.js";
import { showTree } from "./tree.js";
import { waitingNodes } from "./waiting.js";

export interface Views {
  /** What each view shows now. */
  readonly models: () => readonly Node[];
  readonly waiting: () => readonly Node[];
  readonly history: () => readonly Node[];
  /** Shows what happened to a model, or to every one. */
  showHistory(model: string | undefined): Promise<void>;
  dispose(): void;
}

/** Why workspaces could not be looked at, and what to do; empty where all could. */
const problemsIn = (seen: readonly (Overview | Unread)[]): string =>
  seen
    .flatMap((one) => ("problem" in one ? [sentences(one.problem)] : []))
    .join(" ")
    // A long address is not broken by itself, and would be cut off.
    .replaceAll("/", "/\u200b");

export const showViews = (overviews: Overviews): Views => {
  let model: string | undefined;
  const seen = () => overviews.seen() ?? [];
  const models = showTree("muster.models", overviews, () => modelNodes(seen()));
  const waiting = showTree("muster.waiting", overviews, () => waitingNodes(seen()));
  const history = showTree("muster.history", overviews, () => historyNodes(seen(), model));
  const count = overviews.onDidChange(() => {
    // A row would show the beginning of it only.
    models.view.message = problemsIn(seen());
    const { length } = waiting.nodes();
    waiting.view.badge =
      length === 0
        ? undefined
        : {
            value: length,
            tooltip: waiting
              .nodes()
              .map(({ spoken }) => spoken)
              .join("\n"),
          };
  });
  return {
    models: models.nodes,
    waiting: waiting.nodes,
    history: history.nodes,
    showHistory: async (named) => {
      model = named;
      history.view.description = named ?? "";
      history.changed();
      await commands.executeCommand("muster.history.focus");
    },
    dispose: () => {
      Disposable.from(models, waiting, history, count).dispose();
    },
  };
};

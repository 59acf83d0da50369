import { commands, Disposable } from "vscode";
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

export const showViews = (overviews: Overviews): Views => {
  let model: string | undefined;
  const seen = () => overviews.seen() ?? [];
  const models = showTree("muster.models", overviews, () => modelNodes(seen()));
  const waiting = showTree("muster.waiting", overviews, () => waitingNodes(seen()));
  const history = showTree("muster.history", overviews, () => historyNodes(seen(), model));
  const count = overviews.onDidChange(() => {
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

import { EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, window, type TreeView } from "vscode";
import type { Overviews } from "../workspaces/overviews.js";
import type { Node } from "./node.js";

export interface Shown {
  readonly view: TreeView<Node>;
  nodes(): readonly Node[];
  /** Its nodes are other ones now. */
  changed(): void;
  dispose(): void;
}

/** Shows nodes that are made of what was read; it is read when somebody first looks. */
export const showTree = (id: string, overviews: Overviews, nodes: () => readonly Node[]): Shown => {
  const changed = new EventEmitter<undefined>();
  const view = window.createTreeView<Node>(id, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => {
        if (node !== undefined) return [...(node.children ?? [])];
        if (overviews.seen() === undefined) await overviews.refresh();
        return [...nodes()];
      },
      getTreeItem: itemOf,
    },
  });
  const followed = overviews.onDidChange(() => changed.fire(undefined));
  // What was not looked at for a while may be old.
  const looked = view.onDidChangeVisibility(({ visible }) => {
    if (visible) void overviews.freshen();
  });
  return {
    view,
    nodes,
    changed: () => changed.fire(undefined),
    dispose: () => {
      for (const part of [followed, looked, changed, view]) part.dispose();
    },
  };
};

const itemOf = ({ id, label, description, tooltip, icon, colour, spoken, context, command, children }: Node): TreeItem => {
  const item = new TreeItem(label, children === undefined ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.iconPath = new ThemeIcon(icon, colour === undefined ? undefined : new ThemeColor(colour));
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken };
  if (description !== undefined) item.description = description;
  if (tooltip !== undefined) item.tooltip = new MarkdownString(tooltip, true);
  if (command !== undefined) item.command = command;
  return item;
};

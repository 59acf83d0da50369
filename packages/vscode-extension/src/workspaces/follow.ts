import { Disposable, RelativePattern, window, workspace, type Uri } from "vscode";
import type { Overviews } from "./overviews.js";

/** In milliseconds: git writes several refs for one move. */
const patience = 500;

/** Keeps the overviews current: when files or refs change, when the window is looked at again, when the workspace is trusted. */
export const followChanges = (overviews: Overviews): Disposable => {
  let waiting: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(), patience);
  };
  // Before anybody has looked at a view there is nothing to keep current.
  const refresh = async (): Promise<void> => {
    if (overviews.seen() !== undefined) await overviews.refresh();
  };
  const watch = (pattern: RelativePattern | string): Disposable => {
    const watcher = workspace.createFileSystemWatcher(pattern);
    return Disposable.from(watcher, watcher.onDidChange(soon), watcher.onDidCreate(soon), watcher.onDidDelete(soon));
  };
  // Not `refs/muster`: what is fetched there is fetched by looking.
  const refsOf = (folder: Uri): Disposable => watch(new RelativePattern(folder, "**/.git/{HEAD,packed-refs,refs/heads/**,refs/tags/**}"));
  const followFolders = (): Disposable => Disposable.from(...(workspace.workspaceFolders ?? []).map(({ uri }) => refsOf(uri)));
  let folders = followFolders();
  return Disposable.from(
    watch("**/muster.config.yaml"),
    { dispose: () => void folders.dispose() },
    workspace.onDidChangeWorkspaceFolders(() => {
      folders.dispose();
      folders = followFolders();
      soon();
    }),
    workspace.onDidGrantWorkspaceTrust(() => void refresh()),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused && overviews.seen() !== undefined) void overviews.freshen();
    }),
    { dispose: () => clearTimeout(waiting) },
  );
};

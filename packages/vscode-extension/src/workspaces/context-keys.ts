import { commands, Disposable, workspace } from "vscode";
import type { Logins } from "../secrets/logins.js";
import { findRoots } from "./roots.js";

const say = (key: string, value: number | boolean): void => void commands.executeCommand("setContext", key, value);

/** What menus and welcome texts depend on: how many configurations there are, and whether anybody is signed in. */
export const followContext = (logins: Logins): Disposable => {
  const count = (): void => void findRoots().then(({ length }) => say("muster.workspaces", length));
  const signedIn = (): void => say("muster.signedIn", logins.origins().length > 0);
  const watcher = workspace.createFileSystemWatcher("**/muster.config.yaml", false, true);
  count();
  signedIn();
  return Disposable.from(
    watcher,
    watcher.onDidCreate(count),
    watcher.onDidDelete(count),
    workspace.onDidChangeWorkspaceFolders(count),
    logins.onDidChange(signedIn),
  );
};

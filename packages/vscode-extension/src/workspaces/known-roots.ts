import { Disposable, EventEmitter, workspace, type Event } from "vscode";
import { configName, openWorkspace } from "@muster/workspace";
import { findRoots } from "./roots.js";

/** The roots, as configurations and folders come and go. */
export interface KnownRoots {
  /** Those that were found last; none before the first look has ended. */
  known(): readonly string[];
  /** They were found for the first time, or are others now. */
  readonly onDidChange: Event<void>;
  /** A root came, went, or names other plugins now. */
  readonly onDidChangePlugins: Event<void>;
  dispose(): void;
}

export const knownRoots = (): KnownRoots => {
  const changed = new EventEmitter<void>();
  const pluginsChanged = new EventEmitter<void>();
  let known: readonly string[] = [];
  let plugins: string | undefined;
  let looking: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const found = await findRoots();
    const before = { known, plugins };
    known = found;
    plugins = JSON.stringify(await Promise.all(found.map(pluginsOf)));
    const isFirst = before.plugins === undefined;
    if (isFirst || JSON.stringify(before.known) !== JSON.stringify(known)) changed.fire();
    // Whoever loads plugins at the beginning looks for himself.
    if (!isFirst && before.plugins !== plugins) pluginsChanged.fire();
  };
  const lookAgain = (): void => void (looking = looking.then(look, look));
  const watcher = workspace.createFileSystemWatcher(`**/${configName}`);
  lookAgain();
  const following = Disposable.from(
    watcher,
    watcher.onDidCreate(lookAgain),
    watcher.onDidChange(lookAgain),
    watcher.onDidDelete(lookAgain),
    workspace.onDidChangeWorkspaceFolders(lookAgain),
    changed,
    pluginsChanged,
  );
  return {
    known: () => known,
    onDidChange: changed.event,
    onDidChangePlugins: pluginsChanged.event,
    dispose: () => void following.dispose(),
  };
};

/** What a root would have loaded; nothing of it is loaded for this. */
const pluginsOf = async (root: string): Promise<readonly [root: string, plugins: readonly string[]]> => {
  try {
    return [root, (await openWorkspace(root, { plugins: false })).config?.plugins ?? []];
  } catch {
    // Its errors are told where it is used.
    return [root, []];
  }
};

import { commands, Disposable } from "vscode";
import type { Logins } from "../secrets/logins.js";
import type { KnownRoots } from "./known-roots.js";

const say = (key: string, value: number | boolean): void => void commands.executeCommand("setContext", key, value);

/** What menus and welcome texts depend on: how many configurations there are, and whether anybody is signed in. */
export const followContext = (roots: KnownRoots, logins: Logins): Disposable => {
  const count = (): void => say("muster.workspaces", roots.known().length);
  const signedIn = (): void => say("muster.signedIn", logins.origins().length > 0);
  signedIn();
  return Disposable.from(roots.onDidChange(count), logins.onDidChange(signedIn));
};

import { commands, Disposable } from "vscode";
import type { Logins } from "../secrets/logins.js";
import type { KnownRoots } from "./known-roots.js";
import type { Overviews } from "./overviews.js";

const say = (key: string, value: number | boolean): void => void commands.executeCommand("setContext", key, value);

/** What menus and welcome texts depend on: how many configurations there are, whether they could be looked at, and whether anybody is signed in. */
export const followContext = (roots: KnownRoots, logins: Logins, overviews: Overviews): Disposable => {
  const count = (): void => say("muster.workspaces", roots.known().length);
  const signedIn = (): void => say("muster.signedIn", logins.origins().length > 0);
  // Nothing is said to be empty that was not read.
  const read = (): void => {
    const seen = overviews.seen();
    const unread = seen?.some((one) => "problem" in one) === true;
    say("muster.read", seen !== undefined && !unread);
    say("muster.unread", unread);
  };
  signedIn();
  return Disposable.from(roots.onDidChange(count), logins.onDidChange(signedIn), overviews.onDidChange(read));
};

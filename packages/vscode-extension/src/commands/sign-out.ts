import { l10n, window } from "vscode";
import { chooseOne } from "../promote/ask.js";
import type { Command } from "./command.js";

/** Deletes the login that is kept for an origin. */
export const signOut: Command = async ({ logins, overviews }, given) => {
  const origins = logins.origins();
  if (origins.length === 0) {
    void window.showInformationMessage(l10n.t("You are not signed in to any registry."));
    return [];
  }
  const choices = origins.map((origin) => ({ value: origin, label: origin }));
  const origin = given.url ?? (await chooseOne(l10n.t("Sign Out"), l10n.t("Whose login is to be deleted?"), choices));
  if (origin === undefined) return undefined;
  await logins.forget(origin);
  void window.showInformationMessage(l10n.t("You are signed out of {0}.", origin));
  void overviews.refresh();
  return logins.origins();
};

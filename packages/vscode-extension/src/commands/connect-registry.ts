import { join } from "node:path";
import { l10n, ProgressLocation, window, workspace } from "vscode";
import { configName, openPorts, readText } from "@muster/workspace";
import { problem, take } from "@muster/workspace/problem";
import { addressProblem, askAddress, askLogin } from "../secrets/ask-login.js";
import { withRegistry, writeText } from "../secrets/configure.js";
import { loginCommand, type Login } from "../secrets/logins.js";
import { clock } from "../workspaces/opened.js";
import { findRoots, nameOfRoot } from "../workspaces/roots.js";
import { chooseOne } from "../promote/ask.js";
import type { Command } from "./command.js";

/** Asks for an MLflow server and a login, tries them, keeps the login as a secret, and writes the address where the person wants it. */
export const connectRegistry: Command = async (muster, given) => {
  const address = given.url ?? (await askAddress());
  if (address === undefined) return undefined;
  const wrong = addressProblem(address);
  if (wrong !== undefined) throw problem("usage", wrong);
  const uri = address.replace(/\/+$/, "");
  const { origin } = new URL(uri);
  const login = await askLogin(origin);
  if (login === undefined) return undefined;
  const models = await window.withProgress({ location: ProgressLocation.Notification, title: l10n.t("Connecting to {0}", origin) }, () =>
    tryLogin(uri, origin, login),
  );
  if (login !== "none") await muster.logins.keep(origin, login);
  const written = await writeAddress(uri, muster.isTest ? given.root : undefined);
  const found = models === 1 ? l10n.t("1 model") : l10n.t("{0} models", models);
  void window.showInformationMessage(
    written === undefined
      ? l10n.t("Connected to {0}: {1}. No configuration names it yet.", origin, found)
      : l10n.t("Connected to {0}: {1}. {2} names it; commit it for promotions.", origin, found, written),
  );
  void muster.overviews.refresh();
  return { origin, models };
};

/** How many models the server lists for this login. */
const tryLogin = async (uri: string, origin: string, login: Login | "none"): Promise<number> => {
  const config = { version: 1, registry: { type: "mlflow", uri }, ledger: { type: "git" } } as const;
  // Nothing of a ledger is asked for here, so that any folder will do.
  const { registry } = await openPorts(config, process.cwd(), clock, {
    credentialFor: (wanted) => Promise.resolve(wanted === origin && login !== "none" ? login : undefined),
    loginCommand,
  });
  return take(await registry.listModels()).length;
};

/** Writes the address into a configuration; undefined where the person does not want that, or it says so already. */
const writeAddress = async (uri: string, chosen: string | undefined): Promise<string | undefined> => {
  const root = chosen ?? (await chooseRoot());
  if (root === undefined) return undefined;
  const file = join(root, configName);
  const read = await readText(file, configName);
  const before = read.ok || read.reason !== "absent" ? take(read) : undefined;
  const after = withRegistry(before, uri);
  if (after === undefined)
    throw problem("config", l10n.t("`{0}` has errors and was not changed", configName), l10n.t("repair it, then connect again"));
  if (after === before) return configName;
  if (chosen === undefined && !(await consents(file, before === undefined, uri))) return undefined;
  await writeText(file, after);
  await window.showTextDocument(await workspace.openTextDocument(file), { preview: false });
  return configName;
};

const consents = async (file: string, isNew: boolean, uri: string): Promise<boolean> => {
  const verb = isNew ? l10n.t("Write It") : l10n.t("Change It");
  const question = isNew ? l10n.t("Write {0}?", nameOfRoot(file)) : l10n.t("Change the registry in {0}?", nameOfRoot(file));
  const detail = l10n.t(
    "Its registry will be MLflow at {0}. No login is written to it. It counts for promotions once it is committed.",
    uri,
  );
  return (await window.showInformationMessage(question, { modal: true, detail }, verb)) === verb;
};

const chooseRoot = async (): Promise<string | undefined> => {
  const found = await findRoots();
  const roots = found.length > 0 ? found : (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  if (roots.length <= 1) return roots[0];
  return chooseOne(
    l10n.t("Connect Registry"),
    l10n.t("Which configuration is to name it?"),
    roots.map((root) => ({ value: root, label: nameOfRoot(root) })),
  );
};

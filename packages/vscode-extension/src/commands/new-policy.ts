import { existsSync } from "node:fs";
import { join } from "node:path";
import { l10n, window, workspace } from "vscode";
import { configName, firstConfig, firstPolicy } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";
import { writeText } from "../secrets/configure.js";
import type { Command } from "./command.js";

/** Writes a first policy, and a configuration where there is none; what is there already is never written over. */
export const newPolicy: Command = async (muster, given) => {
  const root = given.root ?? (await chooseFolder());
  if (root === undefined) return undefined;
  const policy = join(root, "promotion.yaml");
  if (existsSync(policy))
    throw problem("usage", l10n.t("`{0}` is there already, and nothing was written", policy), l10n.t("edit it, or remove it first"));
  await writeText(policy, firstPolicy);
  const config = join(root, configName);
  if (!existsSync(config)) await writeText(config, firstConfig);
  await window.showTextDocument(await workspace.openTextDocument(policy), { preview: false });
  void muster.overviews.refresh();
  return policy;
};

const chooseFolder = async (): Promise<string | undefined> => {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw problem("usage", l10n.t("no folder is open"), l10n.t("open the folder of your models"));
  const [only] = folders;
  if (folders.length === 1) return only?.uri.fsPath;
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t("Where is the policy to be?") }))?.uri.fsPath;
};

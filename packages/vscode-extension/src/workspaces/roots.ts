import { dirname } from "node:path";
import { Uri, workspace } from "vscode";
import { configName, findConfigFolder } from "@muster/workspace";

const mostFound = 50;

/** The folders of every `muster.config.yaml` in or above the folders that are open, each once. */
export const findRoots = async (): Promise<readonly string[]> => {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const below = await workspace.findFiles(`**/${configName}`, "**/node_modules/**", mostFound);
  const above = folders.flatMap(({ uri }) => findConfigFolder(uri.fsPath) ?? []);
  return [...new Set([...above, ...below.filter(({ scheme }) => scheme === "file").map(({ fsPath }) => dirname(fsPath))])].sort();
};

/** The folder whose configuration a file belongs to. */
export const rootOf = (uri: string): string | undefined => {
  const { scheme, fsPath } = Uri.parse(uri, true);
  return scheme === "file" ? findConfigFolder(dirname(fsPath)) : undefined;
};

/** What people call a root: the name of the folder that it is, else its path from there. */
export const nameOfRoot = (root: string): string =>
  workspace.workspaceFolders?.find(({ uri }) => uri.fsPath === root)?.name ?? workspace.asRelativePath(root, true);

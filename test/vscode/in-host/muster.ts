/** The extension as a spec uses it: its commands on a repository, and what its views show. */
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
if (folder === undefined) throw new Error("the suite wants a folder");

/** A repository of the fixture workspace. */
export const repository = (name: "iris" | "shown"): vscode.Uri => vscode.Uri.joinPath(folder.uri, name);

/** Runs a command on the model iris of a repository. */
export const runIn =
  (root: string) =>
  async <T>(command: string, given: object = {}): Promise<T> =>
    vscode.commands.executeCommand<T>(`muster.${command}`, { root, model: "iris", ...given });

export interface Node {
  readonly root?: string;
  readonly label: string;
  readonly description?: string;
  readonly spoken: string;
  readonly context: string;
  readonly children?: readonly Node[];
}

type View = "models" | "waiting" | "history";

/** What a view shows now. */
export const nodesOf = (view: View): readonly Node[] => {
  const extension = vscode.extensions.getExtension<Readonly<Record<View, () => readonly Node[]>>>("muster.muster-vscode");
  return extension?.exports[view]() ?? [];
};

/** The extension as a spec uses it: its commands on a repository, and what it shows. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** A folder of the workspace; the first, or the one of that name. */
export const folderNamed = (name?: string): vscode.Uri =>
  vscode.workspace.workspaceFolders?.find((folder) => name === undefined || folder.name === name)?.uri ??
  assert.fail(`no folder \`${name ?? ""}\` is open`);

/** A repository of the fixture workspace. */
export const repository = (name: "iris" | "shown" | "kept" | "plugged"): vscode.Uri => vscode.Uri.joinPath(folderNamed(), name);

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

interface RanCase {
  readonly name: string;
  readonly state: string;
  readonly messages: readonly vscode.TestMessage[];
}

type Covered = vscode.FileCoverage & { readonly details: readonly vscode.StatementCoverage[] };

/** The policy tests in the Test Explorer. */
interface PolicyTests {
  readonly controller: vscode.TestController;
  readonly discover: () => Promise<void>;
  readonly run: vscode.TestRunProfile;
  readonly coverage: vscode.TestRunProfile;
  readonly last: () => { readonly cases: readonly RanCase[]; readonly coverage: readonly Covered[] } | undefined;
}

export const extension = (): vscode.Extension<Readonly<Record<View, () => readonly Node[]>> & { readonly policyTests: PolicyTests }> =>
  vscode.extensions.getExtension("muster.muster-vscode") ?? assert.fail("the extension is not there");

/** What a view shows now. */
export const nodesOf = (view: View): readonly Node[] => extension().exports[view]();

export const policyTests = async (): Promise<PolicyTests> => (await extension().activate()).policyTests;

/** The suite inside the extension host of a browser: bundled to one file, because nothing can be imported there. */
import "./mocha.js";
import "./policy.spec.js";
import * as vscode from "vscode";

/** Leaves the verdict in the folder that is open. */
export const run = async (): Promise<void> => {
  const failures: string[] = [];
  let passed = 0;
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("pass", () => (passed += 1))
      .on("fail", (test, error: Error) => failures.push(`${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("the suite wants a folder");
  const verdict = JSON.stringify({ ok: failures.length === 0 && passed > 0, passed, failures });
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, "verdict.json"), new TextEncoder().encode(verdict));
};

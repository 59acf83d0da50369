/** A mocha suite inside the extension host: the specs of the folder that `VSCODE_TEST_SPECS` names. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

export interface Verdict {
  readonly passed: number;
  readonly failures: readonly string[];
}

export const run = async (): Promise<Verdict> => {
  const folder = process.env["VSCODE_TEST_SPECS"];
  if (folder === undefined) throw new Error("VSCODE_TEST_SPECS names no folder");
  const mocha = new Mocha({ timeout: 30_000, reporter: "min", color: false });
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".spec.js"))) mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  const failures: string[] = [];
  let passed = 0;
  return new Promise((resolve) => {
    mocha
      .run(() => resolve({ passed, failures }))
      .on("pass", () => (passed += 1))
      .on("fail", (test, error: Error) => failures.push(`${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
};

/** The mocha suite inside the extension host. */
import { readdirSync } from "node:fs";
import Mocha from "mocha";

export interface Verdict {
  readonly passed: number;
  readonly failures: readonly string[];
}

export const run = async (): Promise<Verdict> => {
  const mocha = new Mocha({ timeout: 30_000, reporter: "min", color: false });
  const folder = new URL(".", import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".spec.js"))) mocha.addFile(new URL(file, folder).pathname);
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

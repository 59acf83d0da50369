/** The suite inside a real extension host: of the VS Code that `VSCODE_PATH` names, else of the one from npm. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { makeIrisRepository } from "./iris-repository.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe("the extension inside its host", function () {
  this.timeout(300_000);
  const folder = mkdtempSync("/tmp/vsct-");
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("passes its suite there", async () => {
    const opened = join(folder, "workspace");
    cpSync(at("../../vscode/fixtures/workspace"), opened, { recursive: true });
    for (const name of ["iris", "shown"]) makeIrisRepository(join(opened, name));
    const verdictFile = join(folder, "verdict.json");
    const desktop = process.env["VSCODE_PATH"];
    const ended = runTests({
      vscodeExecutablePath: desktop ?? at("../../vscode/host/code.sh"),
      extensionDevelopmentPath: at("../../../packages/vscode-extension"),
      extensionTestsPath: desktop === undefined ? at("in-host/run.js") : at("../../vscode/host/in-host.cjs"),
      launchArgs: [opened],
      extensionTestsEnv: { VSCODE_TEST_SUITE: at("in-host/run.js"), VSCODE_TEST_VERDICT: verdictFile },
    }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const trouble = await ended;
    const verdict = JSON.parse(readFileSync(verdictFile, "utf8")) as { readonly failures: readonly string[]; readonly passed: number };
    assert.deepEqual(verdict.failures, []);
    assert.equal(trouble, undefined);
    assert.ok(verdict.passed > 0);
  });
});

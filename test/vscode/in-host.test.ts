/** The suites inside a real extension host: of the VS Code that `VSCODE_PATH` names, of one that is downloaded for `download`, else of the one from npm. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { makeIrisRepository } from "./iris-repository.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const desktop = process.env["VSCODE_PATH"];

/** What one window is opened on, and the specs that run in it. */
interface Window {
  readonly specs: string;
  /** Fills a folder and says what of it is opened. */
  prepare(folder: string): string;
  readonly env?: Readonly<Record<string, string>>;
}

const passes = async (folder: string, { specs, prepare, env }: Window): Promise<void> => {
  const verdictFile = join(folder, `${specs}.json`);
  const trouble = await runTests({
    ...(desktop !== "download" && { vscodeExecutablePath: desktop ?? at("../../vscode/host/code.sh") }),
    extensionDevelopmentPath: at("../../../packages/vscode-extension"),
    extensionTestsPath: desktop === undefined ? at("in-host/run.js") : at("../../vscode/host/in-host.cjs"),
    launchArgs: [prepare(join(folder, specs))],
    extensionTestsEnv: {
      VSCODE_TEST_SUITE: at("in-host/run.js"),
      VSCODE_TEST_SPECS: at(`in-host/${specs}`),
      VSCODE_TEST_VERDICT: verdictFile,
      ...env,
    },
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const verdict = JSON.parse(readFileSync(verdictFile, "utf8")) as { readonly failures: readonly string[]; readonly passed: number };
  assert.deepEqual(verdict.failures, []);
  assert.equal(trouble, undefined);
  assert.ok(verdict.passed > 0);
};

describe("the extension inside its host", function () {
  this.timeout(300_000);
  const folder = mkdtempSync("/tmp/vsct-");
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("passes its suite in a folder", () =>
    passes(folder, {
      specs: "one-folder",
      prepare: (opened) => {
        cpSync(at("../../vscode/fixtures/workspace"), opened, { recursive: true });
        for (const name of ["iris", "shown", "kept", "plugged"]) makeIrisRepository(join(opened, name));
        return opened;
      },
    }));

  it("passes its suite in a workspace of several folders", () =>
    passes(folder, {
      specs: "several-folders",
      prepare: (place) => {
        for (const name of ["first", "second", "third"]) makeIrisRepository(join(place, name));
        const workspace = join(place, "models.code-workspace");
        writeFileSync(workspace, JSON.stringify({ folders: [{ path: "first" }, { path: "second" }] }));
        return workspace;
      },
    }));

  // `runTests` trusts every workspace on a desktop.
  if (desktop === undefined)
    it("passes its suite in a folder that is not trusted", () =>
      passes(folder, {
        specs: "restricted",
        prepare: (opened) => {
          makeIrisRepository(opened);
          return opened;
        },
        env: { VSCODE_TEST_TRUST: "ask" },
      }));
});

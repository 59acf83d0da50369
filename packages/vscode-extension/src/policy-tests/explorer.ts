import type { Uri } from "vscode";
import {
  Disposable,
  l10n,
  TestRunProfileKind,
  tests,
  workspace,
  type CancellationToken,
  type TestController,
  type TestRunProfile,
  type TestRunRequest,
} from "vscode";
import { isPolicyTestFile, readPolicyTest } from "@muster/core";
import { sentences } from "../wording/plain.js";
import { CoveredFile } from "./coverage.js";
import { rangeOf } from "./ranges.js";
import { runTests, type Ran } from "./run.js";
import { textOf } from "./texts.js";

const pattern = "**/*promotion.test.{yaml,yml,json}";

/** The policy tests in the Test Explorer: an item for each file, and in it one for each case. */
export interface PolicyTests {
  readonly controller: TestController;
  /** Finds the files and their cases. */
  readonly discover: () => Promise<void>;
  readonly run: TestRunProfile;
  readonly coverage: TestRunProfile;
  /** What came of the newest run that has ended. */
  readonly last: () => Ran | undefined;
  dispose(): void;
}

export const showPolicyTests = (): PolicyTests => {
  const controller = tests.createTestController("muster.policyTests", l10n.t("Policy Tests"));

  const take = async (uri: Uri): Promise<void> => {
    if (!isPolicyTestFile(uri.path) || uri.path.includes("/node_modules/")) return;
    const id = uri.toString();
    const text = await textOf(id);
    if (!text.ok && text.reason === "absent") {
      controller.items.delete(id);
      return;
    }
    const item = controller.items.get(id) ?? controller.createTestItem(id, workspace.asRelativePath(uri), uri);
    item.error = text.ok ? undefined : sentences(text);
    const { test, sources } = readPolicyTest({ file: id, text: text.ok ? text.value : "" });
    const cases = test?.cases ?? [];
    item.children.replace(
      cases.map((one) => {
        const child = controller.createTestItem(one.name, one.name, uri);
        child.range = rangeOf(sources.locate(one, "name"));
        return child;
      }),
    );
    controller.items.add(item);
  };

  const discover = async (): Promise<void> => {
    const found = await workspace.findFiles(pattern, "**/node_modules/**");
    await Promise.all(found.map(take));
  };

  let last: Ran | undefined;
  const profile = (label: string, kind: TestRunProfileKind): TestRunProfile => {
    const isCoverage = kind === TestRunProfileKind.Coverage;
    const run = async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
      last = await runTests(controller, { request, isCoverage, token });
    };
    return controller.createRunProfile(label, kind, run, true);
  };
  const run = profile(l10n.t("Run"), TestRunProfileKind.Run);
  const coverage = profile(l10n.t("Coverage"), TestRunProfileKind.Coverage);
  coverage.loadDetailedCoverage = (_run, covered) => Promise.resolve(covered instanceof CoveredFile ? [...covered.details] : []);
  controller.resolveHandler = async (item) => (item === undefined ? discover() : item.uri && take(item.uri));
  controller.refreshHandler = discover;

  const watcher = workspace.createFileSystemWatcher(pattern);
  const following = Disposable.from(
    watcher,
    watcher.onDidCreate((uri) => void take(uri)),
    watcher.onDidChange((uri) => void take(uri)),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    workspace.onDidChangeTextDocument(({ document }) => void take(document.uri)),
  );
  void discover();
  return {
    controller,
    discover,
    run,
    coverage,
    last: () => last,
    dispose: () => {
      following.dispose();
      controller.dispose();
    },
  };
};

import type { Uri } from "vscode";
import { Disposable, l10n, TestRunProfileKind, tests, workspace, type CancellationToken, type TestController, type TestItem } from "vscode";
import { isPolicyTestFile, readPolicyTest } from "@muster/core";
import { rangeOf } from "./ranges.js";
import { runTests, type Ran } from "./run.js";
import { textOf } from "./texts.js";

const pattern = "**/*promotion.test.{yaml,yml,json}";

/** The policy tests in the Test Explorer: an item for each file, and in it one for each case. */
export interface PolicyTests {
  readonly controller: TestController;
  /** Finds the files and their cases. */
  readonly discover: () => Promise<void>;
  /** Runs these items and what is in them; without any, all. */
  readonly run: (items: readonly TestItem[] | undefined, token?: CancellationToken) => Promise<readonly Ran[]>;
  dispose(): void;
}

export const showPolicyTests = (): PolicyTests => {
  const controller = tests.createTestController("muster.policyTests", l10n.t("Policy Tests"));

  const take = async (uri: Uri): Promise<void> => {
    if (!isPolicyTestFile(uri.path) || uri.path.includes("/node_modules/")) return;
    const id = uri.toString();
    const text = await textOf(id);
    if (!text.ok) {
      controller.items.delete(id);
      return;
    }
    const item = controller.items.get(id) ?? controller.createTestItem(id, workspace.asRelativePath(uri), uri);
    const { test, sources } = readPolicyTest({ file: id, text: text.value });
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

  const run: PolicyTests["run"] = async (items, token) => {
    const chosen = items ?? Array.from(controller.items, ([, item]) => item);
    return runTests(controller, { items: chosen, isCoverage: false, token });
  };

  controller.resolveHandler = async (item) => (item === undefined ? discover() : item.uri && take(item.uri));
  controller.refreshHandler = discover;
  for (const [label, kind] of [
    [l10n.t("Run"), TestRunProfileKind.Run],
    [l10n.t("Coverage"), TestRunProfileKind.Coverage],
  ] as const) {
    const isCoverage = kind === TestRunProfileKind.Coverage;
    const profile = controller.createRunProfile(
      label,
      kind,
      async (request, token) => {
        const items = request.include ?? Array.from(controller.items, ([, item]) => item);
        await runTests(controller, { items, isCoverage, token, request });
      },
      true,
    );
    if (isCoverage)
      profile.loadDetailedCoverage = (_run, coverage) => Promise.resolve("details" in coverage ? (coverage.details as []) : []);
  }

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
    dispose: () => {
      following.dispose();
      controller.dispose();
    },
  };
};

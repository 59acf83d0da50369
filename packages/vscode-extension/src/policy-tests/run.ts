import { dirname } from "node:path";
import { l10n, TestMessage, TestRunRequest, Uri, workspace, type CancellationToken, type TestController, type TestItem } from "vscode";
import { coverageOf, loadPolicyTest, runCase, type CaseResult, type Difference, type LoadedPolicyTest } from "@muster/core";
import { openWorkspace } from "@muster/workspace";
import { CoveredPolicy } from "./coverage.js";
import { locationOf } from "./ranges.js";
import { textOf } from "./texts.js";

/** What came of one case. */
export interface Ran {
  readonly name: string;
  readonly state: "passed" | "failed" | "errored";
  readonly messages: readonly TestMessage[];
}

interface Asked {
  readonly items: readonly TestItem[];
  readonly isCoverage: boolean;
  readonly token?: CancellationToken | undefined;
  readonly request?: TestRunRequest;
}

/** Decides the cases of items, in this process: nothing is asked of a registry. */
export const runTests = async (controller: TestController, { items, isCoverage, token, request }: Asked): Promise<readonly Ran[]> => {
  const run = controller.createTestRun(request ?? new TestRunRequest(items));
  const isCancelled = (): boolean => token?.isCancellationRequested ?? false;
  const excluded = new Set(request?.exclude);
  const all: Ran[] = [];
  const files = new Map<TestItem, TestItem[]>();
  for (const item of items) {
    const file = item.parent ?? item;
    const cases = item.parent === undefined ? Array.from(item.children, ([, child]) => child) : [item];
    files.set(
      file,
      [...(files.get(file) ?? []), ...cases].filter((one) => !excluded.has(one) && !excluded.has(file)),
    );
  }
  try {
    for (const [file, cases] of files) {
      if (isCancelled()) break;
      const loaded = await load(file.id);
      const results: CaseResult[] = [];
      for (const item of cases) {
        if (isCancelled()) break;
        run.started(item);
        const { program, parsed } = loaded;
        const prepared = loaded.errors.length > 0 ? undefined : loaded.cases.find(({ name }) => name === item.id);
        const result = program === undefined || prepared === undefined ? undefined : runCase(program, prepared, parsed);
        const messages = result === undefined ? errorsOf(loaded) : result.differences.map(messageOf);
        if (result !== undefined) results.push(result);
        const state = result === undefined ? "errored" : result.passed ? "passed" : "failed";
        if (state === "passed") run.passed(item);
        else run[state](item, [...messages]);
        all.push({ name: item.id, state, messages });
      }
      if (cases.length === 0 && loaded.errors.length > 0) run.errored(file, [...errorsOf(loaded)]);
      if (isCoverage && loaded.program !== undefined && loaded.policy !== undefined)
        run.addCoverage(new CoveredPolicy(coverageOf(loaded.program, loaded.policy.sources, results)));
    }
  } finally {
    run.end();
  }
  return all;
};

/** Plugins are code of the workspace: they are loaded only where it is trusted. */
const load = async (file: string): Promise<LoadedPolicyTest> => {
  const uri = Uri.parse(file);
  const gates = workspace.isTrusted && uri.scheme === "file" ? (await openWorkspace(dirname(uri.fsPath))).gates : [];
  const text = await textOf(file);
  return loadPolicyTest({ file, text: text.ok ? text.value : "" }, textOf, { gates });
};

const errorsOf = ({ errors }: LoadedPolicyTest): readonly TestMessage[] =>
  errors.length === 0
    ? [new TestMessage(l10n.t("The case is no longer in its file."))]
    : errors.map(({ message, help, range }) => {
        const told = new TestMessage(help === undefined ? message : `${message}\n${help}`);
        told.location = locationOf(range);
        return told;
      });

const messageOf = ({ about, gate, expected, observed, message, range }: Difference): TestMessage => {
  const what = gate === undefined ? about : about === "code" ? `code of ${gate}` : gate;
  const told = TestMessage.diff(`${what}: ${message}`, expected, observed);
  told.location = locationOf(range);
  return told;
};

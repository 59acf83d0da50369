import { dirname } from "node:path";
import { l10n, TestMessage, Uri, workspace, type CancellationToken, type TestController, type TestItem, type TestRunRequest } from "vscode";
import {
  coverageOf,
  loadPolicyTest,
  runCase,
  type CaseResult,
  type Difference,
  type LoadedPolicyTest,
  type ParsedPolicy,
  type Program,
} from "@muster/core";
import { diagnosticAt } from "@muster/core/editor";
import { openWorkspace } from "@muster/workspace";
import { coveredFiles, type CoveredFile } from "./coverage.js";
import { plain } from "../wording/plain.js";
import { outputOf } from "./output.js";
import { locationOf } from "./ranges.js";
import { textOf } from "./texts.js";

/** What came of one case. */
export interface RanCase {
  readonly name: string;
  readonly state: "passed" | "failed" | "errored";
  readonly messages: readonly TestMessage[];
}

export interface Ran {
  readonly cases: readonly RanCase[];
  /** Of each file of a policy; none where coverage was not asked for. */
  readonly coverage: readonly CoveredFile[];
}

interface Asked {
  readonly request: TestRunRequest;
  readonly isCoverage: boolean;
  readonly token: CancellationToken;
}

/** A policy, and what came of the cases of every file that tests it. */
interface Tested {
  readonly program: Program;
  readonly policy: ParsedPolicy;
  readonly results: CaseResult[];
}

/** Decides the cases of items, in this process: nothing is asked of a registry. What is left when it is called off is skipped. */
export const runTests = async (controller: TestController, { request, isCoverage, token }: Asked): Promise<Ran> => {
  const run = controller.createTestRun(request);
  const isCancelled = (): boolean => token.isCancellationRequested;
  const ran: RanCase[] = [];
  const tested = new Map<string, Tested>();
  const output = outputOf(run);
  try {
    for (const [file, cases] of casesOf(controller, request)) {
      if (isCancelled()) {
        cases.forEach((item) => run.skipped(item));
        continue;
      }
      const { loaded, texts } = await load(file.id);
      if (loaded.errors.length > 0) output.errors(loaded.errors, texts);
      else if (loaded.program !== undefined) output.file({ file: file.id, policy: loaded.program.file });
      if (cases.length === 0 && loaded.errors.length > 0) run.errored(file, [...errorsOf(loaded)]);
      for (const item of cases) {
        // Between two cases, so that somebody can call it off.
        await new Promise(setImmediate);
        if (isCancelled()) {
          run.skipped(item);
          continue;
        }
        run.started(item);
        const result = resultOf(loaded, item.id);
        const messages = result === undefined ? errorsOf(loaded) : result.differences.map(messageOf);
        const state = result === undefined ? "errored" : result.passed ? "passed" : "failed";
        if (state === "passed") run.passed(item);
        else run[state](item, [...messages]);
        ran.push({ name: item.id, state, messages });
        if (result === undefined) continue;
        output.case(item, result);
        testedBy(tested, loaded)?.results.push(result);
      }
    }
    const coverage = isCoverage
      ? coveredFiles([...tested.values()].map(({ program, policy, results }) => coverageOf(program, policy.sources, results)))
      : [];
    coverage.forEach((covered) => run.addCoverage(covered));
    output.end();
    return { cases: ran, coverage };
  } finally {
    run.end();
  }
};

/** The cases that are asked for, by their files. */
const casesOf = (controller: TestController, { include, exclude }: TestRunRequest): ReadonlyMap<TestItem, readonly TestItem[]> => {
  const excluded = new Set(exclude);
  const files = new Map<TestItem, TestItem[]>();
  for (const item of include ?? Array.from(controller.items, ([, one]) => one)) {
    const file = item.parent ?? item;
    const cases = item.parent === undefined ? Array.from(item.children, ([, child]) => child) : [item];
    files.set(
      file,
      [...(files.get(file) ?? []), ...cases].filter((one) => !excluded.has(one) && !excluded.has(file)),
    );
  }
  return files;
};

const resultOf = ({ errors, cases, program, parsed }: LoadedPolicyTest, name: string): CaseResult | undefined => {
  const prepared = errors.length > 0 ? undefined : cases.find((one) => one.name === name);
  return program === undefined || prepared === undefined ? undefined : runCase(program, prepared, parsed);
};

const testedBy = (tested: Map<string, Tested>, { program, policy }: LoadedPolicyTest): Tested | undefined => {
  if (program === undefined || policy === undefined) return undefined;
  const known = tested.get(program.file) ?? { program, policy, results: [] };
  tested.set(program.file, known);
  return known;
};

/** Plugins are code of the workspace: they are loaded only where it is trusted. */
const load = async (file: string): Promise<{ readonly loaded: LoadedPolicyTest; readonly texts: ReadonlyMap<string, string> }> => {
  const uri = Uri.parse(file);
  const gates = workspace.isTrusted && uri.scheme === "file" ? (await openWorkspace(dirname(uri.fsPath))).gates : [];
  const texts = new Map<string, string>();
  const read = async (address: string) => {
    const text = await textOf(address);
    if (text.ok) texts.set(address, text.value);
    return text;
  };
  const text = await read(file);
  const loaded = await loadPolicyTest({ file, text: text.ok ? text.value : "" }, read, { gates });
  if (text.ok) return { loaded, texts };
  const unread = diagnosticAt(loaded.parsed.document.source.firstLine, "unreadable-file", text.message, { help: text.help });
  return { loaded: { ...loaded, errors: [unread] }, texts };
};

const errorsOf = ({ errors }: LoadedPolicyTest): readonly TestMessage[] =>
  errors.length === 0
    ? [new TestMessage(l10n.t("The case is no longer in its file."))]
    : errors.map(({ message, help, range }) => {
        const told = new TestMessage([message, ...(help === undefined ? [] : [help])].map(plain).join("\n"));
        told.location = locationOf(range);
        return told;
      });

const messageOf = ({ about, gate, expected, observed, message, range }: Difference): TestMessage => {
  const what = gate === undefined ? about : about === "code" ? `code of ${gate}` : gate;
  const told = TestMessage.diff(`${what}: ${plain(message)}`, expected, observed);
  told.location = locationOf(range);
  return told;
};

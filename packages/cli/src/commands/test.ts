import { join, relative } from "node:path";
import { coverageOf, loadPolicyTest, runCase, type CaseResult, type Diagnostic, type Program, type Sources } from "@muster/core";
import type { TestedFile } from "@muster/report/terminal";
import { openWorkspace, policyTestFiles, workingTree, type Files } from "@muster/workspace";
import { problem, take } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";

export interface TestOptions {
  /** Tell what the cases show of their policies. */
  readonly coverage?: boolean;
  /** The percentage that each policy's coverage must have; asks for the coverage too. */
  readonly minCoverage?: number;
}

/** Decides the cases of policy tests and compares: those that are named, else those of the workspace. */
export const test = async ({ cwd }: Session, named: readonly string[], { coverage = false, minCoverage }: TestOptions): Promise<Report> => {
  const workspace = await openWorkspace(cwd);
  const files = named.length > 0 ? named : (await policyTestFiles(workspace)).map((file) => relative(cwd, join(workspace.root, file)));
  if (files.length === 0) {
    const help = "write one: `promotion.test.yaml` beside `promotion.yaml`";
    throw problem("usage", "there is no policy test: no file is called `promotion.test.yaml` or `*.promotion.test.yaml`", help);
  }
  const { read, texts } = rememberingReads(workingTree(cwd));
  const tested: TestedFile[] = [];
  const errors: Diagnostic[] = [];
  const policies = new Map<string, Tested>();
  for (const file of files) {
    const loaded = await loadPolicyTest({ file, text: take(await read(file)) }, read, { gates: workspace.gates });
    const { program, cases, parsed } = loaded;
    errors.push(...loaded.errors);
    if (program === undefined || loaded.errors.length > 0) continue;
    const results = cases.map((one) => runCase(program, one, parsed));
    tested.push({ file, policy: program.file, results });
    if (loaded.policy === undefined) continue;
    const { sources } = loaded.policy;
    policies.set(program.file, { program, sources, results: [...(policies.get(program.file)?.results ?? []), ...results] });
  }
  return {
    type: "tests",
    files: tested,
    errors: [...new Map(errors.map((error) => [keyOf(error), error])).values()],
    texts,
    ...((coverage || minCoverage !== undefined) && {
      coverage: [...policies.values()].map(({ program, sources, results }) => coverageOf(program, sources, results)),
    }),
    ...(minCoverage !== undefined && { minCoverage }),
  };
};

/** A policy with what all of its tests gave. */
interface Tested {
  readonly program: Program;
  readonly sources: Sources;
  readonly results: readonly CaseResult[];
}

/** Two tests of one policy tell its errors once. */
const keyOf = ({ code, message, range: { file, start, end } }: Diagnostic): string =>
  JSON.stringify([file, start.offset, end.offset, code, message]);

const rememberingReads = (files: Files) => {
  const texts = new Map<string, string>();
  const read: Files["read"] = async (file) => {
    const text = await files.read(file);
    if (text.ok) texts.set(file, text.value);
    return text;
  };
  return { read, texts };
};

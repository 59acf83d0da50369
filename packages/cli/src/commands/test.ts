import { join } from "node:path";
import { coverageOf, runCase, type CaseResult, type Program, type Sources } from "@muster/core";
import type { TestedFile } from "@muster/report/terminal";
import { openWorkspace, policyTestFiles } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";
import { namesFrom } from "../named-files.js";
import { eachOnce, loadPolicyTests } from "../policy-tests.js";
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
  const paths = named.length > 0 ? named : (await policyTestFiles(workspace)).map((file) => join(workspace.root, file));
  const files = namesFrom(cwd, paths);
  if (files.length === 0) {
    const help = "write one: `promotion.test.yaml` beside `promotion.yaml`";
    throw problem("usage", "there is no policy test: no file is called `promotion.test.yaml` or `*.promotion.test.yaml`", help);
  }
  const { loaded, texts } = await loadPolicyTests(cwd, workspace, files);
  const tested: TestedFile[] = [];
  const policies = new Map<string, Tested>();
  for (const { program, cases, parsed, policy, errors } of loaded) {
    if (program === undefined || errors.length > 0) continue;
    const results = cases.map((one) => runCase(program, one, parsed));
    tested.push({ file: parsed.file, policy: program.file, results });
    if (policy === undefined) continue;
    const { sources } = policy;
    policies.set(program.file, { program, sources, results: [...(policies.get(program.file)?.results ?? []), ...results] });
  }
  return {
    type: "tests",
    files: tested,
    errors: eachOnce(loaded.flatMap(({ errors }) => errors)),
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

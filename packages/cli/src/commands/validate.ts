import { join } from "node:path";
import { isPolicyTestFile, overlappingPolicies } from "@muster/core";
import { checkKeptStages, configName, openWorkspace, patternsOf, policyFiles, readPolicies, workingTree } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";
import { nameFrom, namesFrom } from "../named-files.js";
import { eachOnce, loadPolicyTests } from "../policy-tests.js";
import type { Report } from "../report.js";
import type { Session } from "../session.js";

/** Tells what is wrong with policies and policy tests that are named, else with the policies of the workspace. */
export const validate = async (
  { cwd }: Session,
  named: readonly string[],
  { strict = false }: { readonly strict?: boolean },
): Promise<Report> => {
  const workspace = await openWorkspace(cwd);
  const paths = named.length > 0 ? named : (await policyFiles(workspace)).map((file) => join(workspace.root, file));
  const files = namesFrom(cwd, paths);
  if (files.length === 0) {
    const patterns = patternsOf(workspace.config).map((pattern) => `\`${pattern}\``);
    throw problem("usage", `there is no policy: no file matches ${patterns.join(", ")}`, "write one: `muster init`");
  }
  const isPolicy = (file: string): boolean => !isPolicyTestFile(file);
  const policies = await readPolicies({ files: workingTree(cwd), gates: workspace.gates }, files.filter(isPolicy));
  const tests = await loadPolicyTests(cwd, workspace, files.filter(isPolicyTestFile));
  const { parsed } = policies;
  const kept = await checkKeptStages(workspace, policies, {
    name: nameFrom(cwd, join(workspace.root, configName)),
    some: named.length > 0,
  });
  return {
    type: "diagnostics",
    files,
    diagnostics: eachOnce([
      ...parsed.flatMap(({ diagnostics }) => diagnostics),
      ...overlappingPolicies(parsed),
      ...kept.diagnostics,
      ...tests.loaded.flatMap(({ errors }) => errors),
    ]),
    texts: new Map([...kept.texts, ...tests.texts]),
    strict,
  };
};

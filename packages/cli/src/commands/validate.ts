import { join, relative } from "node:path";
import { isPolicyTestFile, overlappingPolicies } from "@muster/core";
import { checkKeptStages, configName, openWorkspace, patternsOf, policyFiles, readPolicies, workingTree } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";

/** Tells what is wrong with policies: those that are named, else those of the workspace. */
export const validate = async (
  { cwd }: Session,
  named: readonly string[],
  { strict = false }: { readonly strict?: boolean },
): Promise<Report> => {
  const test = named.find(isPolicyTestFile);
  if (test !== undefined) throw problem("usage", `\`${test}\` is a policy test, not a policy`, `run it: \`muster test ${test}\``);
  const workspace = await openWorkspace(cwd);
  const files = named.length > 0 ? named : (await policyFiles(workspace)).map((file) => relative(cwd, join(workspace.root, file)));
  if (files.length === 0) {
    const patterns = patternsOf(workspace.config).map((pattern) => `\`${pattern}\``);
    throw problem("usage", `there is no policy: no file matches ${patterns.join(", ")}`, "write one: `muster init`");
  }
  const policies = await readPolicies({ files: workingTree(cwd), gates: workspace.gates }, files);
  const { parsed } = policies;
  const kept = await checkKeptStages(workspace, policies, {
    name: relative(cwd, join(workspace.root, configName)),
    some: named.length > 0,
  });
  return {
    type: "diagnostics",
    files,
    diagnostics: [...parsed.flatMap(({ diagnostics }) => diagnostics), ...overlappingPolicies(parsed), ...kept.diagnostics],
    texts: kept.texts,
    strict,
  };
};

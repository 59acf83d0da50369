import { join, relative } from "node:path";
import { loadPolicyTest, runCase, type Diagnostic } from "@muster/core";
import { openWorkspace, policyTestFiles, workingTree, type Files } from "@muster/workspace";
import { problem, take } from "@muster/workspace/problem";
import type { Report, TestedFile } from "../report.js";
import type { Session } from "../session.js";

/** Decides the cases of policy tests and compares: those that are named, else those of the workspace. */
export const test = async ({ cwd }: Session, named: readonly string[]): Promise<Report> => {
  const workspace = await openWorkspace(cwd);
  const files = named.length > 0 ? named : (await policyTestFiles(workspace)).map((file) => relative(cwd, join(workspace.root, file)));
  if (files.length === 0) {
    const help = "write one: `promotion.test.yaml` beside `promotion.yaml`";
    throw problem("usage", "there is no policy test: no file is called `promotion.test.yaml` or `*.promotion.test.yaml`", help);
  }
  const { read, texts } = rememberingReads(workingTree(cwd));
  const tested: TestedFile[] = [];
  const errors: Diagnostic[] = [];
  for (const file of files) {
    const loaded = await loadPolicyTest({ file, text: take(await read(file)) }, read, { gates: workspace.gates });
    const { program, cases, parsed } = loaded;
    errors.push(...loaded.errors);
    if (program === undefined || loaded.errors.length > 0) continue;
    tested.push({ file, policy: program.file, results: cases.map((one) => runCase(program, one, parsed)) });
  }
  return { type: "tests", files: tested, errors: [...new Map(errors.map((error) => [keyOf(error), error])).values()], texts };
};

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

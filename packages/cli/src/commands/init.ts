import { closeSync, existsSync, lstatSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configName, draftFromMlflow, firstConfig, firstPolicy, firstPolicyTest, policyFiles, workingTree } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";

export interface InitOptions {
  readonly dryRun?: boolean;
  readonly registry: "git" | "mlflow";
  /** The address of the MLflow server. */
  readonly uri?: string;
}

interface NewFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Writes a first policy, its test and a configuration, or drafts them from what an MLflow server holds: all or none, and of
 * policies and configuration only those that are missing. What is there already is never written over.
 */
export const init = async ({ cwd, note }: Session, { dryRun = false, registry, uri }: InitOptions): Promise<Report> => {
  if (registry === "git" && uri !== undefined)
    throw problem("usage", "`--uri` names an MLflow server, and the registry is git", "add `--registry mlflow`");
  const hasConfig = isThere(cwd, configName);
  const policies = await policyFiles({ files: workingTree(cwd) });
  const kept = [...policies, ...(hasConfig ? [configName] : [])];
  if (hasConfig && policies.length > 0) throw areThere(kept);
  const wanted = (registry === "git" ? firstFiles : await draftFromMlflow({ note, ...(uri !== undefined && { uri }) })).filter(
    ({ file }) => (file === configName ? !hasConfig : policies.length === 0),
  );
  const inTheWay = wanted.filter(({ file }) => isThere(cwd, file)).map(({ file }) => file);
  if (inTheWay.length > 0) throw areThere(inTheWay);
  if (!dryRun) writeAll(cwd, wanted);
  if (kept.length > 0) note(`${namesOf(kept)} there already, and ${kept.length === 1 ? "stays as it is" : "stay as they are"}`);
  return { type: "files", dryRun, files: wanted };
};

const firstFiles: readonly NewFile[] = [
  { file: "promotion.yaml", text: firstPolicy },
  { file: "promotion.test.yaml", text: firstPolicyTest },
  { file: configName, text: firstConfig },
];

/** Whether a name is taken, if only by a link; one that leads nowhere is no file to anybody who reads it. */
const isThere = (cwd: string, file: string): boolean => {
  const path = join(cwd, file);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true && !existsSync(path))
    throw problem(
      "usage",
      `\`${file}\` is a link that leads nowhere, and nothing was written`,
      "remove it, or put the file where it leads",
    );
  return found !== undefined;
};

const areThere = (files: readonly string[]) =>
  problem(
    "usage",
    `${namesOf(files)} there already, and nothing was written`,
    files.length === 1 ? "edit it, or remove it first" : "edit them, or remove them first",
  );

const namesOf = (files: readonly string[]): string =>
  `${files.map((file) => `\`${file}\``).join(" and ")} ${files.length === 1 ? "is" : "are"}`;

const writeAll = (cwd: string, files: readonly NewFile[]): void => {
  const begun: string[] = [];
  try {
    for (const { file } of files) {
      closeSync(openSync(join(cwd, file), "wx"));
      begun.push(join(cwd, file));
    }
    for (const { file, text } of files) writeFileSync(join(cwd, file), text);
  } catch (error) {
    for (const path of begun) rmSync(path);
    throw problem(
      "usage",
      `nothing was written: ${(error as Error).message}`,
      "check who may write to the folder, and the room on the disk",
    );
  }
};

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configName, draftFromMlflow, firstConfig, firstPolicy, firstPolicyTest } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";

export interface InitOptions {
  readonly dryRun?: boolean;
  readonly registry: "git" | "mlflow";
  /** The address of the MLflow server. */
  readonly uri?: string;
}

/** Writes a first policy, its test and a configuration, or drafts them from what an MLflow server holds; what is there already is never written over. */
export const init = async ({ cwd, note }: Session, { dryRun = false, registry, uri }: InitOptions): Promise<Report> => {
  if (registry === "git" && uri !== undefined)
    throw problem("usage", "`--uri` names an MLflow server, and the registry is git", "add `--registry mlflow`");
  const files = registry === "git" ? firstFiles : await drafted(cwd, note, uri);
  const there = files.find(({ file }) => existsSync(join(cwd, file)));
  if (there !== undefined) throw isThere(there.file);
  if (!dryRun)
    files.forEach(({ file, text }) => {
      writeFileSync(join(cwd, file), text, { flag: "wx" });
    });
  return { type: "files", dryRun, files };
};

const firstFiles = [
  { file: "promotion.yaml", text: firstPolicy },
  { file: "promotion.test.yaml", text: firstPolicyTest },
  { file: configName, text: firstConfig },
];

const drafted = async (cwd: string, note: Session["note"], uri: string | undefined) => {
  if (existsSync(join(cwd, configName))) throw isThere(configName);
  return draftFromMlflow({ note, ...(uri !== undefined && { uri }) });
};

const isThere = (file: string) => problem("usage", `\`${file}\` is there already, and nothing was written`, "edit it, or remove it first");

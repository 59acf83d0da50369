import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configName, firstConfig, firstPolicy, firstPolicyTest } from "@muster/workspace";
import { problem } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";

/** Writes a first policy, its test and a configuration; what is there already is never written over. */
export const init = ({ cwd }: Session, { dryRun = false }: { readonly dryRun?: boolean }): Report => {
  const files = [
    { file: "promotion.yaml", text: firstPolicy },
    { file: "promotion.test.yaml", text: firstPolicyTest },
    { file: configName, text: firstConfig },
  ];
  const there = files.find(({ file }) => existsSync(join(cwd, file)));
  if (there !== undefined)
    throw problem("usage", `\`${there.file}\` is there already, and nothing was written`, "edit it, or remove it first");
  if (!dryRun)
    files.forEach(({ file, text }) => {
      writeFileSync(join(cwd, file), text, { flag: "wx" });
    });
  return { type: "files", dryRun, files };
};

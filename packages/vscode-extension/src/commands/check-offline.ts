import { dirname } from "node:path";
import { l10n, Uri, window, workspace } from "vscode";
import { evaluate, readEvidence, type Decision } from "@muster/core";
import { findConfigFolder, openWorkspace, programFor, readText } from "@muster/workspace";
import { ProblemError, problem, take } from "@muster/workspace/problem";
import { chooseOne } from "../promote/ask.js";
import type { Given } from "../promote/subject.js";

/** Decides on a file of evidence: no plugin is run, no git, and nothing is asked of any registry. */
export const checkOffline = async (given: Given): Promise<Decision | undefined> => {
  const file = given.evidence ?? (await chooseEvidence());
  if (file === undefined) return undefined;
  const read = await readText(file, file);
  if (!read.ok) throw problem("evidence", read.message, read.help);
  const text = read.value;
  const { evidence, diagnostics } = readEvidence({ file, text });
  if (evidence === undefined)
    throw new ProblemError({
      code: "evidence",
      message: l10n.t("the evidence in `{0}` cannot be used", file),
      diagnostics,
      texts: new Map([[file, text]]),
    });
  const folder = dirname(file);
  const root = given.root ?? findConfigFolder(folder) ?? workspace.getWorkspaceFolder(Uri.file(file))?.uri.fsPath ?? folder;
  const { program } = await programFor(await openWorkspace(root, { plugins: false }), evidence.model);
  const to =
    given.stage ??
    evidence.request?.to ??
    (await chooseStage([...program.stages.values()].filter(({ isEntry }) => !isEntry).map(({ name }) => name)));
  if (to === undefined) return undefined;
  return take(evaluate(program, evidence, { to, at: evidence.request?.at ?? new Date().toISOString() }));
};

const mostFound = 200;

const chooseEvidence = async (): Promise<string | undefined> => {
  const files = await workspace.findFiles("**/{evidence/*,*.evidence,evidence}.{json,yaml,yml}", "**/node_modules/**", mostFound);
  const answer = await chooseOne(l10n.t("Check Promotion"), l10n.t("Evidence to decide on"), [
    ...files.map((uri) => ({ value: uri.fsPath, label: workspace.asRelativePath(uri) })).sort((a, b) => (a.label < b.label ? -1 : 1)),
    { value: "", label: l10n.t("Another file…") },
  ]);
  if (answer !== "") return answer;
  const [chosen] = (await window.showOpenDialog({ filters: { [l10n.t("Evidence")]: ["json", "yaml", "yml"] } })) ?? [];
  return chosen?.fsPath;
};

const chooseStage = (stages: readonly string[]): Promise<string | undefined> =>
  chooseOne(
    l10n.t("Check Promotion"),
    l10n.t("Stage"),
    stages.map((stage) => ({ value: stage, label: stage })),
  );

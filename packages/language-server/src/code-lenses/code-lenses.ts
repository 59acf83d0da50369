import type { CodeLens, Command } from "vscode-languageserver-types";
import { commands, type CommandArgument } from "../commands.js";
import type { Context } from "../context.js";
import type { Document, PolicyDocument } from "../documents/document.js";
import { writtenStages, type WrittenStage } from "../documents/gates.js";
import { rangeOf, spanOf } from "../documents/ranges.js";
import { entryAt } from "../documents/tree.js";
import { judgeStage } from "../live/judged.js";
import { verdictInWords } from "../words/verdict.js";

/** Over each stage that is entered by a promotion: the verdict on its candidate, and what can be done about it. */
export const codeLenses = (document: Document, context: Context): CodeLens[] =>
  document.kind === "policy" ? writtenStages(document).flatMap((stage) => lensesOver(document, stage, context)) : [];

const lensesOver = (document: PolicyDocument, { node, name }: WrittenStage, context: Context): readonly CodeLens[] => {
  const isEntry = name !== undefined && document.program()?.stages.get(name)?.isEntry === true;
  const judged = name === undefined || isEntry ? undefined : judgeStage(document, name, context);
  const key = entryAt(node, "name")?.key;
  if (name === undefined || judged === undefined || key === undefined) return [];
  const { model, candidate } = judged.evidence;
  const range = rangeOf(document, spanOf(key, document));
  const argument: CommandArgument = { policy: document.uri, stage: name, model, version: candidate.version };
  const can = new Set(context.commands);
  const run = (title: string, command: string): readonly Command[] => (can.has(command) ? [{ title, command, arguments: [argument] }] : []);
  // Where the client cannot show the report, the verdict is there to be read.
  const isHeld = judged.evidence.stages?.[name]?.version === candidate.version;
  const title = isHeld ? `held by ${model}@${candidate.version}` : `${model}@${candidate.version}: ${verdictInWords(judged)}`;
  const report = can.has(commands.showReport) ? commands.showReport : "";
  return [
    { title, command: report, ...(report !== "" && { arguments: [argument] }) },
    ...run(`Check ${model}@${candidate.version}`, commands.check),
    ...(isHeld ? [] : run("Promote…", commands.promote)),
  ].map((command) => ({ range, command }));
};

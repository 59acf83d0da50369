import { instant } from "../reading/time.js";
import { reasonOf, remedyKind } from "../reading/subject.js";
import { filled } from "../reading/values.js";
import type { PromotionReport } from "../report.js";
import { english, type Texts } from "../texts.js";
import { code, escaped, message } from "./escape.js";
import { approvalsInMarkdown, gatesInMarkdown } from "./gates.js";
import { historyInMarkdown } from "./history.js";
import { remediesText } from "./remedies.js";
import { symbols } from "./symbols.js";
import { table } from "./table.js";

/** A report as Markdown in GitHub's flavour. Whatever policy, registry and people wrote stands there as text. */
export const reportToMarkdown = (report: PromotionReport, texts: Texts = english): string => {
  const { decision, stages } = report;
  const { verdict, policy, evidence, engine, requester, until } = decision;
  const kind = remedyKind(decision);
  const lines = [
    `# ${heading(report)}: ${symbols[verdict]} ${texts[verdict]}`,
    "",
    message(reasonOf(decision)),
    "",
    `- ${texts.asOf}: ${escaped(instant(decision.at))}`,
    ...(requester === undefined ? [] : [`- ${texts.requester}: ${code(requester)}`]),
    `- ${texts.policy}: ${code(policy.name)} (${code(policy.file)})`,
    ...(until === undefined ? [] : [`- ${texts.earliest}: ${escaped(instant(until))}`]),
    "",
    ...(stages.length === 0 ? [] : [`## ${texts.stages}`, ""]),
    ...table(
      [texts.stages, texts.version, ""],
      stages.map(({ name, isEntry, version, since }) => [
        `${code(name)}${name === decision.to ? ` (${texts.target})` : ""}`,
        isEntry
          ? texts.everyVersion
          : version === undefined
            ? texts.nobody
            : `${code(version)}${version === decision.version ? ` (${texts.candidate})` : ""}`,
        since === undefined || isEntry ? "" : filled(texts.since, escaped(instant(since))),
      ]),
    ),
    ...(kind === "nothing" ? [] : [`## ${kind === "complete" ? texts.toGetThere : texts.whatHelps}`, "", remediesText(decision, texts)]),
    ...gatesInMarkdown(decision, texts),
    ...approvalsInMarkdown(decision, texts),
    ...historyInMarkdown(report, texts),
    `## ${texts.details}`,
    "",
    `- ${texts.policyDigest}: ${code(policy.digest)}`,
    `- ${texts.stageDigest}: ${code(policy.stageDigest)}`,
    `- ${texts.evidenceDigest}: ${code(evidence.digest)}`,
    `- ${texts.engine}: ${engine.name} ${escaped(engine.version)}`,
    ...engine.plugins.map(({ name, version }) => `- ${texts.plugins}: ${code(`${name}@${version}`)}`),
  ];
  return `${lines.join("\n")}\n`;
};

const heading = ({ decision: { action, model, version, to } }: PromotionReport): string =>
  action === "promote" ? `${code(`${model}@${version}`)} → ${code(to)}` : `${code(model)}: ${code(to)} ← ${code(version)}`;

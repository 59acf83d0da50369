import { eventSentence } from "../reading/event-sentence.js";
import { instant } from "../reading/time.js";
import { metricsToCompare } from "../reading/metrics.js";
import { filled } from "../reading/values.js";
import type { PromotionReport } from "../report.js";
import type { Texts } from "../texts.js";
import { code, escaped } from "./escape.js";
import { table } from "./table.js";

/** The metrics that the gates look at over the versions, and what the ledger says. */
export const historyInMarkdown = ({ decision, history }: PromotionReport, texts: Texts): readonly string[] => {
  if (history === undefined) return [`## ${texts.history}`, "", texts.noHistory, ""];
  const metrics = metricsToCompare(decision, history).slice(0, mostColumns);
  return [
    `## ${texts.history}`,
    "",
    ...table(
      [texts.version, ...metrics.map(code), texts.stages],
      history.versions.map(({ version, metrics: measured, tenures }) => [
        `${code(version)}${version === decision.version ? ` (${texts.candidate})` : ""}`,
        ...metrics.map((name) => (Object.hasOwn(measured, name) ? String(measured[name]) : "–")),
        tenures.map(({ stage, until }) => filled(until === undefined ? texts.holds : texts.held, code(stage))).join(", "),
      ]),
    ),
    ...(history.events.length === 0 ? [texts.noEvents, ""] : []),
    ...table(
      [texts.number, texts.when, texts.who, texts.what, texts.why],
      history.events.map((event) => [
        String(event.seq),
        escaped(instant(event.at).replace(" UTC", "")),
        `${code(event.actor.identity)} (${event.actor.assurance})`,
        escaped(eventSentence(event)),
        escaped(event.body.reason ?? event.body.summary ?? ""),
      ]),
    ),
  ];
};

/** More columns than these are not readable on a page. */
const mostColumns = 5;

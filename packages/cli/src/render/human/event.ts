import type { LedgerEvent } from "@muster/core";
import type { Report } from "../../report.js";
import type { View } from "../view.js";
import { hanging, plain, widthOfText } from "./text.js";
import { instant } from "./time.js";

/** What an event says, without who and when: `moved production from 5 to 7`. */
const eventSentence = ({ type, body }: LedgerEvent): string => {
  const { to = "", version = "", holder, name = "", status = "" } = body;
  const from = holder === undefined || holder === null ? "" : ` from ${holder}`;
  const moved = version === "" ? `${to}${from} to nobody` : `${to}${from} to ${version}`;
  switch (type) {
    case "version.registered":
      return `registered ${version}`;
    case "check.recorded":
      return `recorded for ${version}: check ${name} ${status}`;
    case "approval.granted":
      return `approved ${version} for ${to}`;
    case "approval.rejected":
      return `rejected ${version} for ${to}`;
    case "approval.revoked":
      return `took back their word on ${version} for ${to}`;
    case "promotion.requested":
    case "rollback.requested":
    case "retirement.requested":
      return `asked for a ${actionOf(type)}: ${moved}`;
    case "promotion.intended":
    case "rollback.intended":
    case "retirement.intended":
      return `began a ${actionOf(type)}: ${moved}`;
    case "promotion.applied":
    case "rollback.applied":
    case "retirement.applied":
      return `${done[actionOf(type)] ?? ""}: ${version === "" ? `${to} has no holder` : `${to} is held by ${version}`}`;
    case "promotion.failed":
    case "rollback.failed":
    case "retirement.failed":
      return `failed with a ${actionOf(type)}: ${to} is held by ${body.seen ?? "nobody"}`;
    case "promotion.aborted":
    case "rollback.aborted":
    case "retirement.aborted":
      return `gave up a ${actionOf(type)}: ${moved}`;
    case "override.granted":
      return `broke the glass for ${version} to ${to}`;
    case "registry.adopted":
      return `recorded what the registry holds: ${Object.entries(body.stages ?? {})
        .map(([stage, held]) => `${stage} ${held}`)
        .join(", ")}`;
    case "drift.observed":
      return `saw that the registry names ${body.seen ?? "nobody"} for ${to}`;
  }
};

const actionOf = (type: LedgerEvent["type"]): string => type.split(".")[0] ?? "";

const done: Readonly<Record<string, string>> = { promotion: "promoted", rollback: "rolled back", retirement: "retired" };

/** What was written to the ledger, or would be. */
export const eventPage = ({ event, dryRun, tag }: Extract<Report, { type: "event" }>, { colours, width }: View): readonly string[] => {
  const { model } = event.body;
  const written = dryRun ? "would be event" : "event";
  const proof = [...(tag === undefined ? [] : [`tag ${plain(tag)}`]), `${written} ${event.seq} of the ledger`].join(", ");
  return [
    ...hanging(
      `${dryRun ? "–" : colours.green("✓")} `,
      `${plain(model)}: ${plain(event.actor.identity)} ${dryRun ? "would have " : ""}${plain(eventSentence(event))}`,
      width,
    ),
    colours.dim(`  ${proof}, identity ${event.actor.assurance}${dryRun ? "; nothing was written" : ""}`),
  ];
};

/** The events of a model, oldest first. */
export const historyPage = ({ model, events }: Extract<Report, { type: "history" }>, { colours, width }: View): readonly string[] => {
  if (events.length === 0) return [`${colours.bold(plain(model))}: the ledger has no event`];
  const number = Math.max(...events.map(({ seq }) => String(seq).length));
  const assurances = new Set(events.map(({ actor }) => actor.assurance));
  const heading = ["times in UTC", ...(assurances.size === 1 ? [`identities ${[...assurances].join("")}`] : [])].join(", ");
  return [
    `${colours.bold(plain(model))}  ${colours.dim(heading)}`,
    "",
    ...events.flatMap((event) => {
      const lead = `  ${colours.dim(String(event.seq).padStart(number))}  ${instant(event.at).replace(" UTC", "")}  `;
      const { identity, assurance } = event.actor;
      const who = `${plain(identity)}${assurances.size === 1 ? "" : ` (${assurance})`}`;
      const reason = event.type.endsWith(".applied") ? undefined : (event.body.reason ?? event.body.summary);
      return [
        ...hanging(lead, `${who} ${colours.bold(plain(eventSentence(event)))}`, width),
        ...(reason === undefined ? [] : hanging(" ".repeat(widthOfText(lead)), `“${plain(reason)}”`, width)),
      ];
    }),
  ];
};

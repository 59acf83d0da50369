import { eventSentence } from "@muster/report";
import { hanging, plain, type View, widthOfText } from "@muster/report/terminal";
import type { Report } from "../../report.js";
import { instant } from "@muster/report";

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

/** Why nothing was written to the ledger. */
export const agreementPage = ({ model }: Extract<Report, { type: "agreement" }>, { colours, width }: View): readonly string[] =>
  hanging(
    `${colours.green("✓")} `,
    `${plain(model)}: the ledger and the registry agree on who holds its stages: there is nothing to adopt`,
    width,
  );

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

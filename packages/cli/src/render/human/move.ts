import { hanging, plain, type View } from "@muster/report/terminal";
import type { Report } from "../../report.js";
import { decisionPage } from "./decision.js";

type MovePage = Extract<Report, { type: "move" }>;

/** What was moved; where nothing was, the decision with its reasons. */
export const movePage = (page: MovePage, view: View): readonly string[] => {
  const { colours, width } = view;
  const { status, events, decision } = page.report;
  const decided = decision === undefined ? [] : [...decisionPage({ type: "decision", decision, stages: page.stages }, view), ""];
  switch (status) {
    case "applied":
      return [
        ...hanging(`${colours.green("✓")} `, colours.bold(movedNow(page)), width),
        ...(view.quiet ? [] : [colours.dim(`  in the ledger: ${events.map(({ seq, type }) => `event ${seq} ${type}`).join(", ")}`)]),
      ];
    case "already-there":
      return hanging(`${colours.green("✓")} `, `${subject(page)} already: ${nothingToDo(events)}`, width);
    case "would-apply":
      return [...(view.quiet ? [] : decided), ...hanging("", `Would move: ${change(page)}. Nothing was moved.`, width)];
    case "not-allowed":
      return view.quiet ? decided.slice(0, -1) : [...decided, "Nothing was moved."];
  }
};

/** A move that somebody began and did not settle is settled all the same. */
const nothingToDo = (events: MovePage["report"]["events"]): string =>
  events.length === 0
    ? "there is nothing to do, and nothing was written"
    : `there was nothing to move; in the ledger: ${events.map(({ seq, type }) => `event ${seq} ${type}`).join(", ")}`;

const subject = ({ report: { model, stage, to } }: MovePage): string =>
  to === null ? `${plain(stage)} of ${plain(model)} has no holder` : `${plain(model)}@${plain(to)} holds ${plain(stage)}`;

const movedNow = (page: MovePage): string => {
  const { from, to } = page.report;
  const before = from === null ? "" : to === null ? `; it was held by ${plain(from)}` : `, in place of ${plain(from)}`;
  return `${subject(page)} now${before}`;
};

const change = ({ report: { model, stage, from, to } }: MovePage): string =>
  `${plain(stage)} of ${plain(model)} from ${plain(from ?? "nobody")} to ${plain(to ?? "nobody")}`;

import type { Decision } from "@muster/core";
import { commandFor, instant, instantFrom } from "@muster/report";
import { hanging, marked, padEnd, plain, type View, widthOfText } from "@muster/report/terminal";
import type { Report } from "../../report.js";
import { gateRows } from "./gate-rows.js";
import { verdictWord } from "./outcome.js";
import { stageTrack } from "./stage-track.js";
import { tableLines } from "./table.js";

/** A decision as a page: the verdict, the stages, each gate with its value against its bound, and what would turn it into `allowed`. */
export const decisionPage = ({ decision, stages }: Extract<Report, { type: "decision" }>, view: View): readonly string[] => {
  const { colours } = view;
  const { verdict, model, version, to, action, policy, at, gates } = decision;
  const word = verdictWord(verdict, colours);
  const subject =
    action === "promote" ? `${plain(model)}@${plain(version)} → ${plain(to)}` : `${plain(model)}: ${plain(to)} back to ${plain(version)}`;
  const asked = decision.requester === undefined ? "" : `, asked for by ${plain(decision.requester)}`;
  if (view.quiet) return [`${word}  ${subject}: ${marked(decision.summary.replace(`${verdict}: `, ""), colours)}`];
  return [
    ...title(colours.bold(subject), word, view.width),
    ...hanging("", `policy ${plain(policy.name)} (${plain(policy.file)}), as of ${instant(at)}${asked}`, view.width).map(colours.dim),
    "",
    ...(stages.length === 0 ? [] : [...stageTrack(stages, version, to, view), ""]),
    ...(gates.length === 0
      ? [`  ${marked(decision.summary, colours)}`]
      : tableLines(
          gates.flatMap((gate) => gateRows(gate, 0, at, view)),
          view.width,
        )),
    ...remedies(decision, view),
  ];
};

const title = (subject: string, word: string, width: number): readonly string[] =>
  widthOfText(subject) + 2 + widthOfText(word) > width
    ? [subject, word]
    : [`${padEnd(subject, Math.min(width, 78) - widthOfText(word))}${word}`];

const remedies = (decision: Decision, view: View): readonly string[] => {
  const { colours, width } = view;
  const { complete, changes, hints } = decision.remedies;
  if (decision.verdict === "allowed" || decision.code === "already-there") return [];
  if (!complete) {
    return ["", colours.bold("What helps"), ...hints.flatMap((hint) => hanging("  · ", marked(hint, colours), width))];
  }
  return [
    "",
    colours.bold("To get there"),
    ...changes.flatMap((change, index) => {
      const lead = `  ${index + 1}. `;
      const command = commandFor(change, decision);
      return [
        ...hanging(
          lead,
          change.until === undefined ? marked(change.text, colours) : `wait until ${instantFrom(change.until, decision.at)}`,
          width,
        ),
        ...(command === undefined ? [] : [" ".repeat(lead.length) + colours.dim(command)]),
      ];
    }),
    ...hanging("  ", changes.length === 1 ? "This is enough." : "Together these are enough, and none can be left out.", width).map(
      colours.dim,
    ),
  ];
};

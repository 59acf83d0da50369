import type { GateResult, Verdict } from "@muster/core";
import { marked, padEnd, plain } from "@muster/report/terminal";
import type { SweepFormat } from "../formats.js";
import { verdictWord } from "./outcome.js";

/** A line for each candidate, as wide as it is: lines are for reading and for `grep`. */
export const humanSweep: SweepFormat = {
  begin: () => "",
  candidate: (swept, { colours, quiet }) => {
    if (quiet) return "";
    const { model, version, verdict } = swept;
    const subject = version === undefined ? plain(model) : `${plain(model)}@${plain(version)}`;
    const why = "problem" in swept ? marked(swept.problem.message, colours) : reasonOf(swept.gates, colours);
    const lead = `${verdictWord(verdict, colours)}${" ".repeat("allowed".length - verdict.length)}`;
    return why === "" ? `${lead}  ${subject}\n` : `${lead}  ${padEnd(subject, subjectWidth)}  ${why}\n`;
  },
  end: ({ to, candidates, verdicts, ungoverned, withoutStage }, { colours }) => {
    const counts = shown.filter((verdict) => verdicts[verdict] > 0).map((verdict) => `${number(verdicts[verdict])} ${verdict}`);
    const told = candidates === 0 ? "there is no candidate" : `${counted(candidates, "candidate")}: ${counts.join(", ")}`;
    const passedOver = [
      ...(ungoverned === 0 ? [] : [`${counted(ungoverned, "model")} that no policy governs`]),
      ...(withoutStage === 0 ? [] : [`${counted(withoutStage, "model")} whose policy has no such stage`]),
    ];
    const rest = passedOver.length === 0 ? "" : colours.dim(`passed over: ${passedOver.join(", ")}\n`);
    return `${colours.bold(`${plain(to)}: ${told}`)}\n${rest}`;
  },
};

const subjectWidth = 24;

const shown: readonly Verdict[] = ["allowed", "waiting", "denied", "unknown"];

/** The first gate that keeps it out, and how many more do. */
const reasonOf = (gates: readonly GateResult[], colours: Parameters<typeof marked>[1]): string => {
  const [first, ...others] = gates.filter(({ level, outcome }) => level === "block" && outcome !== "passed" && outcome !== "skipped");
  if (first === undefined) return "";
  const more = others.length === 0 ? "" : colours.dim(` (and ${counted(others.length, "gate")} more)`);
  return `${plain(first.id)}: ${marked(first.message, colours)}${more}`;
};

const number = (count: number): string => count.toLocaleString("en");
const counted = (count: number, what: string): string => `${number(count)} ${what}${count === 1 ? "" : "s"}`;

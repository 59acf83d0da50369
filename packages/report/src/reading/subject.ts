import type { Change, Decision } from "@muster/core";
import { plain } from "./plain.js";

/** What was asked: `fraud-cards@7 → production`. */
export const subjectOf = ({ model, version, to, action }: Decision): string =>
  action === "promote" ? `${plain(model)}@${plain(version)} → ${plain(to)}` : `${plain(model)}: ${plain(to)} ← ${plain(version)}`;

/** The summary without the verdict, which stands beside it. */
export const reasonOf = ({ summary, verdict }: Decision): string => summary.replace(`${verdict}: `, "");

/** What is to be said of what would turn the verdict; `nothing` where it needs no turning. */
export const remedyKind = ({ verdict, code, remedies }: Decision): "nothing" | "complete" | "hints" =>
  verdict === "allowed" || code === "already-there" ? "nothing" : remedies.complete ? "complete" : "hints";

/** A word of a shell, whatever is in it: what a registry names is not to be run. */
const word = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${plain(text).replaceAll("'", "'\\''")}'`);

/** The command with which somebody brings a change about. */
export const commandFor = ({ type, name }: Change, { model, version, to }: Decision): string | undefined => {
  const subject = word(`${model}@${version}`);
  switch (type) {
    case "approval":
      return `muster approve ${subject} --to ${word(to)}`;
    case "check":
      return `muster record-check ${subject} ${word(name ?? "NAME")} passed`;
    case "promotion":
      return `muster promote ${subject} --to ${word(name ?? "STAGE")}`;
    case "metric":
    case "tag":
    case "param":
    case "wait":
      return undefined;
  }
};

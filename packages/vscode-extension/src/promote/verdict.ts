import { l10n } from "vscode";
import type { Decision } from "@muster/core";

type Judged = Pick<Decision, "verdict" | "code">;

const icons = { allowed: "pass", denied: "error", waiting: "clock", unknown: "question" } as const;

export const verdictIcon = ({ verdict, code }: Judged): string => (code === "already-there" ? "check" : icons[verdict]);

/** The main reason of a verdict that stands beside it: not with the verdict once more. */
export const reasonFor = ({ verdict, summary }: Pick<Decision, "verdict" | "summary">): string =>
  summary.startsWith(`${verdict}: `) ? summary.slice(verdict.length + 2) : summary;

export const verdictName = ({ verdict, code }: Judged): string => {
  if (code === "already-there") return l10n.t("already there");
  switch (verdict) {
    case "allowed":
      return l10n.t("allowed");
    case "denied":
      return l10n.t("denied");
    case "waiting":
      return l10n.t("waiting");
    case "unknown":
      return l10n.t("unknown");
  }
};

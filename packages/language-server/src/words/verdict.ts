import type { GateResult, Verdict } from "@muster/core";

const outcomeOf: Readonly<Record<Verdict, GateResult["outcome"]>> = {
  allowed: "passed",
  denied: "failed",
  waiting: "waiting",
  unknown: "unknown",
};

/** The verdict with the gates that it is because of: `denied by auc, two-leads`. */
export const verdictInWords = ({ verdict, gates }: { readonly verdict: Verdict; readonly gates: readonly GateResult[] }): string => {
  if (verdict === "allowed") return "allowed";
  const because = gates.filter(({ level, outcome }) => level === "block" && outcome === outcomeOf[verdict]).map(({ id }) => id);
  const [first, second, ...more] = because;
  const named = [first, second].filter((id) => id !== undefined).join(", ");
  return `${verdict}${named === "" ? "" : verdict === "waiting" ? ` for ${named}` : ` by ${named}`}${more.length > 0 ? ` and ${more.length} more` : ""}`;
};

import type { Evidence } from "../generated/evidence.js";
import type { Assessment } from "./assess.js";

const rank = { failed: 0, unknown: 1, waiting: 2, passed: 3, skipped: 4 } as const;
const leads = { allowed: "allowed", denied: "denied", waiting: "waiting", unknown: "unknown" } as const;

/** The verdict and its main reason, in a sentence. */
export const summarize = (
  { model, candidate }: Evidence,
  to: string,
  action: "promote" | "rollback",
  { verdict, code, open }: Assessment,
): string => {
  const subject = `\`${model}@${candidate.version}\``;
  if (verdict === "allowed") return action === "promote" ? `${subject} may move to \`${to}\`` : `\`${to}\` may go back to ${subject}`;
  if (code === "nothing-evaluated") return `${leads[verdict]}: every gate of \`${to}\` was skipped, so nothing speaks for ${subject}`;
  const [first, ...others] = open.map(({ result }) => result).sort((a, b) => rank[a.outcome] - rank[b.outcome]);
  return `${leads[verdict]}: ${first === undefined ? "" : first.message}${others.length === 0 ? "" : `, and ${others.length} more`}`;
};

import type { ApprovalsGate } from "../../generated/policy.js";
import type { People } from "../../identity/people.js";
import { readDuration } from "../../time/duration.js";
import type { GateContext } from "../define-gate.js";

/** Words in `exclude` for people who are known only when the gate is evaluated; they win over a group of that name. */
export const keywords = ["author", "requester"] as const;

/** An approvals gate with its defaults filled in and its people resolved: canonical identities, each once, sorted. */
export interface Quorum {
  readonly needed: number;
  /** As the policy writes it. */
  readonly from: string;
  readonly members: ReadonlySet<string>;
  readonly exclude: { readonly author: boolean; readonly requester: boolean; readonly people: ReadonlySet<string> };
  /** Milliseconds. */
  readonly expires: number | undefined;
  readonly bindPolicy: boolean;
  readonly veto: boolean;
  readonly shared: boolean;
  readonly signed: boolean;
  readonly people: People;
}

export const quorumOf = (config: ApprovalsGate, { policy, people }: Pick<GateContext, "policy" | "people">): Quorum => {
  const exclude = config.exclude ?? keywords;
  const named = exclude.filter((name) => name !== "author" && name !== "requester");
  return {
    needed: config.approvals,
    from: config.from.join(", "),
    members: new Set([...people.members(config.from)].sort()),
    exclude: {
      author: exclude.includes("author"),
      requester: exclude.includes("requester"),
      people: new Set([...people.members(named)].sort()),
    },
    expires: config.expires === undefined ? undefined : readDuration(config.expires),
    bindPolicy: config.bindPolicy ?? true,
    veto: config.veto ?? true,
    shared: config.shared ?? false,
    signed: policy.signed === "required",
    people,
  };
};

/** What an approval of the stage is bound to: neither the order of lists nor how a default is written matters. */
export const essenceOf = ({ needed, members, exclude, expires, bindPolicy, veto, shared }: Quorum): object => ({
  approvals: needed,
  from: [...members],
  exclude: { author: exclude.author, requester: exclude.requester, people: [...exclude.people] },
  expires: expires ?? null,
  bindPolicy,
  veto,
  shared,
});

import type { CompiledStage, Program } from "../compile.js";
import { findStage } from "../evaluate.js";
import { quorumOf, type Quorum } from "../gates/approvals/quorum.js";
import { quoted } from "../diagnostics/wording.js";
import type { LedgerEvent } from "../generated/event.js";
import type { Candidate } from "../generated/evidence.js";
import type { ApprovalsGate, Gate } from "../generated/policy.js";
import { peopleOf, type People } from "../identity/people.js";
import type { LedgerState } from "../ledger/fold.js";
import type { WriteContext } from "../ledger/write.js";
import { readFacts } from "../ports/read-facts.js";
import { failure, success, type Failure, type Result } from "../ports/result.js";
import { gatesWithin } from "./gates-within.js";
import { record } from "./record.js";

export interface GivenWord {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
  readonly decision: "approve" | "reject" | "revoke";
  readonly reason?: string;
}

const types = { approve: "approval.granted", reject: "approval.rejected", revoke: "approval.revoked" } as const;

/**
 * Puts a person's word in the ledger, bound to the version, its artifact and the stage's gates as they are now.
 * Failure `denied`: it could never count, or there is nothing to revoke; nothing is written.
 */
export const giveWord = async (context: WriteContext, program: Program, word: GivenWord): Promise<Result<LedgerEvent>> => {
  const { model, version, to, decision, reason } = word;
  const stage = findStage(program, model, to);
  if (!stage.ok) return stage;
  const candidate = await readFacts(context.registry, model, version);
  if (!candidate.ok) return candidate;
  const people = peopleOf(program.policy);
  const idle = decision === "revoke" ? undefined : neverCounts(context, program, stage.value, candidate.value, people, decision);
  if (idle !== undefined) return idle;
  return record(context, (state) => {
    if (decision === "revoke" && !hasStandingWord(state, word, context.actor.identity, people))
      return nothingToRevoke(word, context.actor.identity);
    return success({
      type: types[decision],
      body: {
        model,
        registry: context.registry.id,
        version,
        ...(candidate.value.digest !== undefined && { digest: candidate.value.digest }),
        ...(candidate.value.revision !== undefined && { revision: candidate.value.revision }),
        to,
        stageDigest: stage.value.digest,
        ...(reason !== undefined && { reason }),
      },
    });
  });
};

const isApprovals = (gate: Gate): gate is ApprovalsGate => Object.hasOwn(gate, "approvals");

/** Why no approvals gate of the stage would ever count this person's word. Who asks for the promotion is not known yet. */
const neverCounts = (
  { actor }: WriteContext,
  { file, policy, stages }: Program,
  stage: CompiledStage,
  { author }: Candidate,
  people: People,
  decision: "approve" | "reject",
): Failure | undefined => {
  const quorums = gatesWithin(stage, isApprovals).map((gate) => quorumOf(gate, { policy, people }));
  if (quorums.length === 0) {
    const asking = [...stages.values()].filter((one) => gatesWithin(one, isApprovals).length > 0).map(({ name }) => name);
    const help = asking.length === 0 ? `no stage of \`${file}\` does` : `those of ${quoted(asking).join(", ")} do`;
    return failure("denied", `no gate of \`${stage.name}\` asks for approvals`, help);
  }
  const person = people.canonical(actor.identity);
  const asked = quorums.filter(({ members }) => members.has(person));
  if (asked.length === 0) {
    const from = [...new Set(quorums.map((quorum) => quorum.from))].join("; ");
    return failure(
      "denied",
      `\`${actor.identity}\` is not among those who may approve for \`${stage.name}\`: ${from}`,
      "let one of them say it, under the name that the policy knows",
    );
  }
  const isAuthor = author !== undefined && people.canonical(author) === person;
  const open = asked.filter(({ exclude }) => !exclude.people.has(person) && !(exclude.author && isAuthor));
  if (open.length === 0) {
    return failure(
      "denied",
      `\`${actor.identity}\` ${isAuthor ? "made this version" : "is excluded by the policy"} and may not ${decision} it for \`${stage.name}\``,
      "let somebody else say it",
    );
  }
  return open.every(({ signed }: Quorum) => signed) && actor.assurance !== "signed"
    ? failure("denied", "the policy counts signed words only", "sign it with your key")
    : undefined;
};

const hasStandingWord = (state: LedgerState, { model, version, to }: GivenWord, identity: string, people: People): boolean => {
  const person = people.canonical(identity);
  const last = state.models
    .get(model)
    ?.approvals.findLast((said) => said.version === version && said.to === to && people.canonical(said.by) === person);
  return last !== undefined && last.decision !== "revoke";
};

const nothingToRevoke = ({ model, version, to }: GivenWord, identity: string): Failure =>
  failure(
    "denied",
    `the ledger shows no standing word of \`${identity}\` on \`${model}@${version}\` for \`${to}\``,
    "there is nothing to revoke",
  );

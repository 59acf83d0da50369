import { canonicalJson, digestOfText } from "./canonical/digest.js";
import { collectOn } from "./collect.js";
import type { Program } from "./compile.js";
import { evaluate } from "./evaluate.js";
import type { LedgerEvent } from "./generated/event.js";
import { untilSettled, type Attempt } from "./ledger/attempt.js";
import { readLedger, type LedgerState } from "./ledger/fold.js";
import { standingOf } from "./ledger/standing.js";
import { clockSetBack } from "./ledger/write.js";
import { carryOut } from "./moves/carry-out.js";
import { clearTheWay, openWarnings } from "./moves/clear-the-way.js";
import type { MoveContext, MoveReport } from "./moves/context.js";
import { driftOn, isOvertaken } from "./moves/drift.js";
import { failure, success, type Failure, type Result } from "./ports/result.js";

export interface PromoteRequest {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
}

/**
 * Moves a stage to a version, if its gates allow it. Failure `conflict`: somebody else moved or is moving the stage;
 * `unreachable`, `refused`, `malformed`: the registry or the ledger could not do its part, and the message tells the state.
 */
export const promote = (context: MoveContext, program: Program, request: PromoteRequest): Promise<Result<MoveReport>> => {
  const written: LedgerEvent[] = [];
  return untilSettled(async () => {
    const state = await readLedger(context);
    return state.ok ? moveIfAllowed(context, program, { action: "promotion", ...request }, state.value, written) : state;
  });
};

export interface DecidedMove extends PromoteRequest {
  readonly action: "promotion" | "rollback";
  /** The artifact that the version must still be; undefined where none is known. */
  readonly digest?: string | undefined;
  readonly reason?: string;
}

/** One attempt at a move that gates decide, on a state of the ledger. `written`: what this and earlier attempts settled of others' intents. */
export const moveIfAllowed = async (
  context: MoveContext,
  program: Program,
  request: DecidedMove,
  state: LedgerState,
  written: LedgerEvent[],
): Promise<Attempt<MoveReport>> => {
  const { action, model, version, to, digest, reason } = request;
  const early = clockSetBack(context.clock, state);
  if (early !== undefined) return early;

  const asked = action === "promotion" ? "promote" : "rollback";
  const collected = await collectOn(state, context, program, { model, version, to, requester: context.actor.identity, action: asked });
  if (!collected.ok) return collected;
  const { evidence, registryHolders, standings } = collected.value;
  const blocked =
    (await clearTheWay(context, state, registryHolders, { model, stage: to }, written)) ??
    (await isOvertaken(context.ledger, state, standings));
  if (blocked !== undefined) return blocked;
  if (digest !== undefined && evidence.candidate.digest !== digest) return otherArtifact(request, evidence.candidate.digest);

  const decided = evaluate(program, evidence, { action: asked });
  if (!decided.ok) return decided;
  const decision = decided.value;
  const standing = standingOf(state.models.get(model), registryHolders, to);
  const report = (status: MoveReport["status"], events: readonly LedgerEvent[] = []): Result<MoveReport> =>
    success({
      status,
      model,
      stage: to,
      from: standing.registry,
      to: version,
      decision,
      evidence,
      events: [...written, ...events],
      warnings: openWarnings(state, model),
    });
  if (standing.holder === version && !standing.drift) return report("already-there");
  if (decision.verdict !== "allowed") return report("not-allowed");
  if (standing.drift) return driftOn(model, standing);
  if (context.dryRun === true) return report("would-apply");

  const texts = { evidence: canonicalJson(evidence), decision: canonicalJson(decision) };
  const held = Object.entries(evidence.stages ?? {}).filter(
    ([stage, holder]) => stage !== to && holder.version === version && holder.drift === undefined,
  );
  const carried = await carryOut(context, state, {
    action,
    model,
    stage: to,
    version,
    holder: standing.registry,
    body: {
      ...(evidence.candidate.digest !== undefined && { digest: evidence.candidate.digest }),
      from: held.map(([stage]) => stage),
      evidence: digestOfText(texts.evidence),
      decision: digestOfText(texts.decision),
      ...(reason !== undefined && { reason }),
    },
    attachments: { ...program.texts, ...Object.fromEntries(Object.values(texts).map((text) => [digestOfText(text), text])) },
  });
  return carried === "again" || !carried.ok ? carried : report("applied", carried.value);
};

const otherArtifact = ({ model, version, to, digest }: DecidedMove, found: string | undefined): Failure =>
  failure(
    "refused",
    `\`${model}@${version}\` held \`${to}\` as artifact \`${digest}\`; by now it is ${found === undefined ? "one whose digest is not known" : `\`${found}\``}`,
    "promote it anew, through the gates",
  );

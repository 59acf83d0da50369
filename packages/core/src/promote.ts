import { canonicalJson, digestOfText } from "./canonical/digest.js";
import { collectOn } from "./collect.js";
import type { Program } from "./compile.js";
import { evaluate } from "./evaluate.js";
import type { LedgerEvent } from "./generated/event.js";
import type { Evidence } from "./generated/evidence.js";
import { untilSettled, type Attempt } from "./ledger/attempt.js";
import { carryOut } from "./moves/carry-out.js";
import { pointToDecision } from "./moves/point-to-decision.js";
import { openWarnings } from "./moves/clear-the-way.js";
import type { MoveContext, MoveReport } from "./moves/context.js";
import { driftOn, survey, type Progress, type Scene } from "./moves/survey.js";
import { unmoved } from "./moves/trouble.js";
import { failure, success, type Failure, type Result } from "./ports/result.js";

export interface PromoteRequest {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
  /** The holder that the caller saw; null for none. Another one in its place is a `conflict`. Default: whoever holds the stage at the first look. */
  readonly holder?: string | null;
}

/**
 * Moves a stage to a version, if its gates allow it. Failure `conflict`: somebody else moved or is moving the stage;
 * `unreachable`, `refused`, `malformed`: the registry or the ledger could not do its part, and the message tells the state.
 */
export const promote = (
  context: MoveContext,
  program: Program,
  { model, version, to, holder }: PromoteRequest,
): Promise<Result<MoveReport>> => {
  const progress: Progress = { written: [], observed: holder };
  return untilSettled(async () => {
    const scene = await survey(context, program, { model, stage: to, version }, progress);
    if (scene === "again" || !scene.ok) return scene;
    return moveIfAllowed(context, program, { action: "promotion", model, version, to }, scene.value, progress.written);
  });
};

export interface DecidedMove {
  readonly action: "promotion" | "rollback";
  readonly model: string;
  readonly version: string;
  readonly to: string;
  /** The artifact that the version must still be; undefined where none is known. */
  readonly digest?: string | undefined;
  readonly reason?: string;
}

/** One attempt at a move that gates decide. `settled`: what was settled of intents that others left open. */
export const moveIfAllowed = async (
  context: MoveContext,
  program: Program,
  move: DecidedMove,
  scene: Scene,
  settled: readonly LedgerEvent[],
): Promise<Attempt<MoveReport>> => {
  const { model, version, to } = move;
  const { state, standing } = scene;
  const action = move.action === "promotion" ? "promote" : "rollback";
  const collected = await collectOn(scene, context, program, { model, version, to, requester: context.actor.identity, action });
  if (!collected.ok) return unmoved(collected);
  const { evidence } = collected.value;
  const changed = otherArtifact(move, evidence);
  if (changed !== undefined) return changed;

  const decided = evaluate(program, evidence, { action });
  if (!decided.ok) return decided;
  const decision = decided.value;
  const report = (
    status: MoveReport["status"],
    written: readonly LedgerEvent[] = [],
    warnings: readonly string[] = [],
  ): Result<MoveReport> => {
    const events = [...settled, ...written];
    return success({
      status,
      model,
      stage: to,
      from: standing.registry,
      to: version,
      decision,
      evidence,
      events,
      warnings: [...openWarnings(state, model), ...warnings],
    });
  };
  if (standing.holder === version && !standing.drift) return report("already-there");
  if (decision.verdict !== "allowed") return report("not-allowed");
  if (standing.drift) return driftOn(move, standing);
  if (context.dryRun === true) return report("would-apply");

  const texts = { evidence: canonicalJson(evidence), decision: canonicalJson(decision) };
  const digests = { evidence: digestOfText(texts.evidence), decision: digestOfText(texts.decision) };
  const carried = await carryOut(context, state, {
    action: move.action,
    model,
    stage: to,
    version,
    holder: standing.registry,
    body: {
      ...(evidence.candidate.digest !== undefined && { digest: evidence.candidate.digest }),
      ...(evidence.candidate.revision !== undefined && { revision: evidence.candidate.revision }),
      from: stagesHeld(evidence),
      ...digests,
      ...(move.reason !== undefined && { reason: move.reason }),
    },
    attachments: { ...program.texts, [digests.evidence]: texts.evidence, [digests.decision]: texts.decision },
  });
  if (carried === "again" || !carried.ok) return carried;
  const [{ ledger } = { ledger: "" }] = carried.value;
  const pointer = { model, version, stage: to, decision: digests.decision, ledger };
  return report("applied", carried.value, await pointToDecision(context.registry, pointer));
};

const stagesHeld = ({ stages = {}, candidate }: Evidence): readonly string[] =>
  Object.entries(stages).flatMap(([stage, { version }]) => (version === candidate.version ? [stage] : []));

const otherArtifact = ({ model, version, to, digest }: DecidedMove, { candidate }: Evidence): Failure | undefined =>
  digest === undefined || digest === candidate.digest
    ? undefined
    : failure(
        "denied",
        `\`${model}@${version}\` held \`${to}\` as artifact \`${digest}\`; by now it is ${candidate.digest === undefined ? "one whose digest is not known" : `\`${candidate.digest}\``}`,
        "promote it anew, through the gates",
      );

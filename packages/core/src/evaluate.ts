import { digestOf } from "./canonical/digest.js";
import type { CompiledStage, Program } from "./compile.js";
import { assess, type Assessment, type Question } from "./decision/assess.js";
import { summarize } from "./decision/summary.js";
import { suggest } from "./diagnostics/suggest.js";
import { evidenceWith } from "./evidence-with.js";
import type { Decision, GateResult, Verdict } from "./generated/decision.js";
import type { Evidence } from "./generated/evidence.js";
import { validateEvidence } from "./generated/validators.js";
import { keepingLast } from "./last-answer.js";
import { failure, success, type Failure, type Result } from "./ports/result.js";
import { remediesOf } from "./remedies/remedies.js";
import { readInstant, writeInstant } from "./time/instant.js";

/** What is asked; each key wins over the evidence's own `request`. */
export interface DecisionRequest {
  /** The target stage. */
  readonly to?: string;
  /** The instant of the decision, RFC 3339. */
  readonly at?: string;
  readonly requester?: string;
  /** Default `promote`. */
  readonly action?: "promote" | "rollback";
}

/**
 * May the candidate of the evidence enter the stage? A pure function: the same arguments give the same bytes.
 * Failure `malformed`: the evidence or the request has not the form of its schema. `absent`: the policy has no such stage,
 * or does not govern the model.
 */
export const evaluate = (program: Program, given: Evidence, request: DecisionRequest = {}): Result<Decision> => {
  if (!validateEvidence(given)) return malformedEvidence();
  const asked = ask(program, given, request);
  if (!asked.ok) return asked;
  const { stage, evidence, question } = asked.value;
  const assessment = assess(program, stage, evidence, question);
  return success(decisionOf({ program, stage, evidence, question, assessment }));
};

/** A verdict with every gate's result: what a decision explains, without what proves it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly gates: readonly GateResult[];
}

/**
 * The verdict and the gates of `evaluate`, without digests and remedies: for sweeps over many candidates.
 * The evidence must be valid, as `readEvidence` and `checkEvidence` say; a move needs the whole decision.
 */
export const judge = (program: Program, given: Evidence, request: DecisionRequest = {}): Result<Judgement> => {
  const asked = ask(program, given, request);
  if (!asked.ok) return asked;
  const { stage, evidence, question } = asked.value;
  const { verdict, gates } = assess(program, stage, evidence, question);
  return success({ verdict, gates });
};

interface Asked {
  readonly stage: CompiledStage;
  /** With the request that is decided, wherever it was given. */
  readonly evidence: Evidence;
  readonly question: Question;
}

const ask = (program: Program, given: Evidence, request: DecisionRequest): Result<Asked> => {
  const to = request.to ?? given.request?.to;
  const at = request.at ?? given.request?.at;
  const requester = request.requester ?? given.request?.requester;
  if (to === undefined) return failure("malformed", "the request names no target stage", "give `to`, or `request.to` in the evidence");
  if (at === undefined) return failure("malformed", "the request has no instant", "give `at`, or `request.at` in the evidence");
  const instant = readAt(at);
  if (instant === undefined) return failure("malformed", `\`${at}\` is not an instant`, "write it as `2026-11-20T10:00:00Z`");
  const found = findStage(program, given.model, to);
  if (!found.ok) return found;
  const evidence = withRequest(given, to, instant.written, requester);
  return success({ stage: found.value, evidence, question: { action: request.action ?? "promote", requester, now: instant.now } });
};

const readAt = keepingLast((at) => {
  const now = readInstant(at);
  return now === undefined ? undefined : { now, written: writeInstant(now) };
});

/** The evidence itself where it says the same. */
const withRequest = (given: Evidence, to: string, at: string, requester: string | undefined): Evidence => {
  const { request } = given;
  if (request?.to === to && request.at === at && request.requester === requester) return given;
  return evidenceWith(given, { request: { to, at, ...(requester !== undefined && { requester }) } });
};

/** The target stage of a model that the policy governs. */
export const findStage = (program: Program, model: string, to: string): Result<CompiledStage> => {
  const ungoverned = notGoverned(program, model);
  if (ungoverned !== undefined) return ungoverned;
  const stage = program.stages.get(to);
  return stage === undefined ? noSuchStage(program, to) : success(stage);
};

interface Parts {
  readonly program: Program;
  readonly stage: CompiledStage;
  readonly evidence: Evidence;
  readonly question: Question;
  readonly assessment: Assessment;
}

const decisionOf = ({ program, stage, evidence, question, assessment }: Parts): Decision => {
  const { verdict, code, gates } = assessment;
  const remedies = remediesOf(program, stage, evidence, question, assessment);
  const [only, ...others] = remedies.changes;
  const until = verdict === "waiting" && others.length === 0 && only?.type === "wait" ? only.until : undefined;
  return {
    schemaVersion: 1,
    engine: program.engine,
    policy: { name: program.name, file: program.file, digest: program.digest, stageDigest: stage.digest },
    evidence: { digest: digestOf(evidence) },
    action: question.action,
    model: evidence.model,
    version: evidence.candidate.version,
    to: stage.name,
    ...(question.requester !== undefined && { requester: question.requester }),
    at: writeInstant(question.now),
    verdict,
    ...(code !== undefined && { code }),
    ...(until !== undefined && { until }),
    summary: summarize(evidence, stage.name, question.action, assessment),
    gates,
    remedies,
  };
};

const malformedEvidence = (): Failure => {
  const [violation] = validateEvidence.errors ?? [];
  return failure(
    "malformed",
    `the evidence is not valid: \`${violation?.instancePath || "/"}\` ${violation?.message ?? ""}`,
    "see the evidence schema",
  );
};

/** Why the policy does not decide about a model; undefined where it does. */
export const notGoverned = ({ name, file, policy, governs }: Program, model: string): Failure | undefined =>
  governs(model)
    ? undefined
    : failure(
        "absent",
        `policy \`${name}\` does not govern \`${model}\``,
        `its models are ${policy.models.map((glob) => `\`${glob}\``).join(", ")} in \`${file}\``,
      );

const noSuchStage = ({ name, stages }: Program, to: string): Failure => {
  const meant = suggest(to, stages.keys());
  const help =
    meant === undefined ? `its stages are ${[...stages.keys()].map((one) => `\`${one}\``).join(", ")}` : `did you mean \`${meant}\`?`;
  return failure("absent", `policy \`${name}\` has no stage \`${to}\``, help);
};

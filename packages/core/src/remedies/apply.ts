import { evidenceWith } from "../evidence-with.js";
import type { Change } from "../generated/decision.js";
import type { Approval, Candidate, CheckResult, Evidence, Holder } from "../generated/evidence.js";
import { readInstant, writeInstant } from "../time/instant.js";
import { assignDistinct } from "./assign.js";

export interface World {
  readonly evidence: Evidence;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/**
 * The evidence and the time after the changes came about. Undefined where they cannot: too few people for the words that they ask for.
 * Approvals and results of checks are given when the wait is over, unless they are `said` at once.
 */
export const applyChanges = (
  { evidence, now }: World,
  changes: readonly Change[],
  to: string,
  stageDigest: string,
  said?: "at once",
): World | undefined => {
  const later = changes.reduce(
    (latest, { until }) => Math.max(latest, (until === undefined ? undefined : readInstant(until)) ?? latest),
    now,
  );
  const saidAt = said === undefined ? later : now;
  const approvals = approvalsOf(changes, evidence, to, stageDigest, saidAt);
  if (approvals === undefined) return undefined;
  return {
    now: later,
    evidence: evidenceWith(evidence, {
      candidate: changes.reduce(changeCandidate, evidence.candidate),
      stages: { ...evidence.stages, ...holdersOf(changes, evidence.candidate.version, now) },
      approvals: [...(evidence.approvals ?? []), ...approvals],
      checks: [...(evidence.checks ?? []), ...changes.flatMap((change) => checkOf(change, evidence, saidAt))],
    }),
  };
};

const changeCandidate = (candidate: Candidate, { type, name = "", value, samples }: Change): Candidate => {
  switch (type) {
    case "metric": {
      const before = candidate.metrics?.[name];
      const measurement = typeof before === "object" && before !== null ? before : { value: before ?? null };
      return {
        ...candidate,
        metrics: {
          ...candidate.metrics,
          [name]: { ...measurement, ...(value !== undefined && { value }), ...(samples !== undefined && { samples }) },
        },
      };
    }
    case "tag":
      return { ...candidate, tags: changeText(candidate.tags, name, value) };
    case "param":
      return { ...candidate, params: changeText(candidate.params, name, value) };
    case "approval":
    case "check":
    case "promotion":
    case "wait":
      return candidate;
  }
};

const changeText = (texts: Candidate["tags"] = {}, name: string, value: Change["value"]): NonNullable<Candidate["tags"]> => {
  const { [name]: _before, ...others } = texts;
  return value === null || value === undefined ? others : { ...others, [name]: value };
};

const holdersOf = (changes: readonly Change[], version: string, now: number): Readonly<Record<string, Holder>> =>
  Object.fromEntries(
    changes.flatMap(({ type, name }) =>
      type === "promotion" && name !== undefined ? [[name, { version, since: writeInstant(now) }]] : [],
    ),
  );

/** A different person for each approval that is asked for; undefined where they are too few. */
export const approversOf = (changes: readonly Change[]): readonly string[] | undefined =>
  assignDistinct(changes.filter(({ type }) => type === "approval").map(({ by }) => by ?? []));

const approvalsOf = (
  changes: readonly Change[],
  { model, candidate }: Evidence,
  to: string,
  stageDigest: string,
  at: number,
): readonly Approval[] | undefined =>
  approversOf(changes)?.map((by) => ({
    by,
    decision: "approve",
    at: writeInstant(at),
    to,
    model,
    version: candidate.version,
    ...(candidate.digest !== undefined && { digest: candidate.digest }),
    stageDigest,
    assurance: "signed",
  }));

const checkOf = ({ type, name, by }: Change, { model, candidate }: Evidence, at: number): readonly CheckResult[] =>
  type === "check" && name !== undefined && by?.[0] !== undefined
    ? [
        {
          name,
          status: "passed",
          by: by[0],
          at: writeInstant(at),
          model,
          version: candidate.version,
          ...(candidate.digest !== undefined && { digest: candidate.digest }),
          assurance: "signed",
        },
      ]
    : [];

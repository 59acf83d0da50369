import { drifted, holderOf } from "../../decision/drift.js";
import { outcomeOfAll, outcomeOfAny } from "../../decision/outcome.js";
import type { Change } from "../../generated/decision.js";
import type { Evidence, Holder } from "../../generated/evidence.js";
import type { SoakGate } from "../../generated/policy.js";
import { soakCodes, soakSchema } from "../../generated/schemas.js";
import { validateSoakGate } from "../../generated/validators.js";
import { inOrder } from "../../policy/stage-order.js";
import { readDuration, writeDuration } from "../../time/duration.js";
import { lastInstant, readInstant, writeInstant } from "../../time/instant.js";
import { defineGate, type After, type Facts, type Finding } from "../define-gate.js";
import { allPoints, pointAt, reachOfDuration, type BoundPoint } from "../gate-bound.js";
import { checkSoak } from "./check.js";

interface Soak extends After {
  /** Milliseconds. */
  readonly duration: number;
  /** As the policy has it. */
  readonly written: string;
  /** Not so where the entry stage, which every version holds, is enough. */
  readonly canFail: boolean;
}

/** Every version holds the entry stage since it was created. */
const stageHolder = (stage: string, evidence: Evidence, entry: string | undefined): Holder | undefined => {
  if (stage !== entry) return holderOf(evidence, stage);
  const { version, createdAt } = evidence.candidate;
  return { version, ...(createdAt !== undefined && { since: createdAt }) };
};

const findingIn = (stage: string, { duration, written }: Soak, { evidence, entry, now }: Facts): Finding => {
  const { version } = evidence.candidate;
  const holder = stageHolder(stage, evidence, entry);
  if (holder?.drift !== undefined) return drifted(stage, holder);
  const wait = (from: number): Pick<Finding, "until" | "changes"> => {
    if (from + duration > lastInstant) return {};
    const until = writeInstant(from + duration);
    return { until, changes: [{ type: "wait", until, text: `wait until ${until}` }] };
  };
  if (holder?.version !== version) {
    const { changes } = wait(now);
    return {
      outcome: "failed",
      code: "not-in-stage",
      message: `\`${version}\` does not hold \`${stage}\``,
      remedy: `promote \`${version}\` to \`${stage}\`, and let it soak for ${written}`,
      ...(changes && { changes: [{ type: "promotion", name: stage, text: `promote \`${version}\` to \`${stage}\`` }, ...changes] }),
    };
  }
  const since = readInstant(holder.since ?? "");
  if (since === undefined) {
    const fact = stage === entry ? "the candidate's `createdAt`" : `\`since\` of \`${stage}\``;
    const [message, remedy] =
      holder.since === undefined
        ? [`it is not known since when \`${version}\` has held \`${stage}\``, `the evidence needs ${fact}`]
        : [`\`${version}\` has held \`${stage}\` since \`${holder.since}\`, which is not an instant`, `correct ${fact}`];
    return { outcome: "unknown", code: "since-unknown", message, remedy };
  }
  if (since > now) {
    const message = `\`${version}\` has held \`${stage}\` since ${writeInstant(since)}, which is after the decision's ${writeInstant(now)}`;
    return { outcome: "unknown", code: "since-in-future", message, remedy: "look at the clocks of the hosts that promote and decide" };
  }
  const observed = writeDuration(now - since);
  if (now - since >= duration)
    return { outcome: "passed", code: "soaked", message: `\`${version}\` has held \`${stage}\` for ${observed}`, observed };
  const { until, changes } = wait(since);
  return {
    outcome: "waiting",
    code: "soaking",
    message: `\`${version}\` has held \`${stage}\` for ${observed} of ${written}`,
    observed,
    remedy: until === undefined ? "the soak is too long to end" : `wait until ${until}`,
    ...(until !== undefined && { until }),
    ...(changes && { changes }),
  };
};

const evaluate = (soak: Soak, facts: Facts): Finding => {
  const { stages, all, phrase, written } = soak;
  const expected = `has held ${phrase} for ${written}`;
  const findings = stages.map((stage) => findingIn(stage, soak, facts));
  const outcome = (all ? outcomeOfAll : outcomeOfAny)(findings.map((finding) => finding.outcome));
  const [first, ...others] = findings.filter((finding) => finding.outcome === outcome);
  if (first === undefined) throw new TypeError("a soak without stages was compiled");
  const deciding = others.reduce((best, one) => ((all ? endOf(one) > endOf(best) : endOf(one) < endOf(best)) ? one : best), first);
  if (!all) return { ...deciding, expected };
  const changes = changesOfAll(findings);
  const { changes: _own, ...finding } = deciding;
  return { ...finding, expected, ...(changes && { changes }) };
};

const endOf = ({ until }: Pick<Finding, "until">): number => (until === undefined ? Infinity : Date.parse(until));

/** Every promotion, and the longest wait. */
const changesOfAll = (findings: readonly Finding[]): readonly Change[] | undefined => {
  const open = findings.filter(({ outcome }) => outcome !== "passed");
  if (!open.every(({ changes }) => changes !== undefined)) return undefined;
  const changes = open.flatMap((finding) => finding.changes ?? []);
  const waits = changes.filter(({ type }) => type === "wait").sort((one, other) => endOf(other) - endOf(one));
  return [...changes.filter(({ type }) => type === "promotion"), ...waits.slice(0, 1)];
};

/** How long the candidate has held each stage, against the soak. */
const heldFor = ({ stages, duration }: Soak, { evidence, entry, now }: Pick<Facts, "evidence" | "entry" | "now">): readonly BoundPoint[] =>
  stages.flatMap((stage) => {
    const holder = stageHolder(stage, evidence, entry);
    const since = holder?.version === evidence.candidate.version && holder.since !== undefined ? readInstant(holder.since) : undefined;
    return since === undefined ? [] : pointAt(now - since - duration, reachOfDuration(duration));
  });

export const soakGate = defineGate<SoakGate, Soak>({
  kind: "soak",
  schema: soakSchema,
  validate: validateSoakGate,
  codes: soakCodes,
  argument: (config) => config.in,
  check: checkSoak,
  prepare: (config, { after, entry }) => {
    const order = config.in === undefined ? (after ?? inOrder([], false)) : inOrder([config.in], false);
    const { stages, all } = order;
    const canFail = all ? stages.some((stage) => stage !== entry) : !stages.some((stage) => stage === entry);
    return { ...order, duration: readDuration(config.soak), written: config.soak, canFail };
  },
  outcomes: ({ canFail }) => ["passed", ...(canFail ? (["failed"] as const) : []), "waiting", "unknown"],
  bounds: (soak) => [{ key: "soak", written: soak.written, points: allPoints, reached: (_result, facts) => heldFor(soak, facts) }],
  requires: ({ stages }) => stages.map((name) => ({ need: "stage", name })),
  evaluate,
});

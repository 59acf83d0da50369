import type { CompiledStage } from "../compile.js";
import type { Evidence } from "../generated/evidence.js";
import { newFinding, type Facts, type Finding } from "../gates/define-gate.js";
import { drifted, holderOf } from "./drift.js";

/**
 * The implicit gate of a stage: the candidate does not hold it yet, and holds the stage (or stages) that come before.
 * Undefined where there is nothing to ask: a first stage that somebody else holds.
 */
export const orderFinding = (stage: CompiledStage, facts: Facts): Finding | undefined => {
  const { evidence, action } = facts;
  const target = holderOf(evidence, stage.name);
  const { version } = evidence.candidate;
  if (target?.drift !== undefined && (target.version === version || target.drift.registry === version)) return drifted(stage.name, target);
  if (target?.version === version) return alreadyThere(stage.name, evidence);
  if (stage.after === undefined || action === "rollback") return undefined;

  const { stages, all, phrase } = stage.after;
  const expected = `holds ${phrase}`;
  const held = all ? (stages.every((name) => isHeld(name, facts)) ? phrase : undefined) : firstHeld(stages, facts);
  if (held !== undefined) {
    const finding = newFinding("passed", "order-held", `\`${version}\` holds ${held}`);
    finding.expected = expected;
    return finding;
  }
  const missing = stages.map((name) => ({ name, standing: standingOf(name, facts) })).filter(({ standing }) => standing !== "held");
  const unsure = missing.find(({ standing }) => standing === "drift");
  const absent = missing.filter(({ standing }) => standing === "absent");
  if (unsure !== undefined && (!all || absent.length === 0)) {
    const holder = holderOf(evidence, unsure.name);
    if (holder !== undefined) return { ...drifted(unsure.name, holder), expected };
  }
  const names = absent.map(({ name }) => `\`${name}\``).join(all ? " and " : " or ");
  const finding = newFinding("failed", "order-not-held", `\`${version}\` does not hold ${names}`);
  finding.expected = expected;
  finding.remedy = `promote \`${version}\` to ${names} first`;
  finding.changes = (all ? absent : absent.slice(0, 1)).map(({ name }) => ({
    type: "promotion",
    name,
    text: `promote \`${version}\` to \`${name}\``,
  }));
  return finding;
};

type Standing = "held" | "drift" | "absent";

/** The entry stage is held by every registered version. */
const standingOf = (name: string, { evidence, entry }: Facts): Standing => {
  if (name === entry) return "held";
  const holder = holderOf(evidence, name);
  if (holder?.drift !== undefined) return "drift";
  return holder?.version === evidence.candidate.version ? "held" : "absent";
};

const isHeld = (name: string, facts: Facts): boolean => standingOf(name, facts) === "held";

const firstHeld = (stages: readonly string[], facts: Facts): string | undefined => {
  for (const name of stages) if (isHeld(name, facts)) return `\`${name}\``;
  return undefined;
};

const alreadyThere = (stage: string, { model, candidate }: Evidence): Finding => ({
  outcome: "failed",
  code: "already-there",
  message: `\`${model}@${candidate.version}\` holds \`${stage}\` already`,
  remedy: "there is nothing to do",
});

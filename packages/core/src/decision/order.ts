import type { CompiledStage } from "../compile.js";
import type { Evidence } from "../generated/evidence.js";
import type { Facts, Finding } from "../gates/define-gate.js";
import { drifted, holderOf } from "./drift.js";

/**
 * The implicit gate of a stage: the candidate does not hold it yet, and holds the stage (or stages) that come before.
 * Undefined where there is nothing to ask: a first stage that somebody else holds.
 */
export const orderFinding = (stage: CompiledStage, facts: Facts): Finding | undefined => {
  const { evidence, entry, action } = facts;
  const target = holderOf(evidence, stage.name);
  const { version } = evidence.candidate;
  if (target?.drift !== undefined && (target.version === version || target.drift.registry === version)) return drifted(stage.name, target);
  if (target?.version === version) return alreadyThere(stage.name, evidence);
  if (stage.after === undefined || action === "rollback") return undefined;

  const { stages, all } = stage.after;
  const expected = `holds ${stages.map((name) => `\`${name}\``).join(all ? " and " : " or ")}`;
  const standingOf = (name: string): Standing => (name === entry ? "held" : standingIn(evidence, name));
  const isHeld = (name: string): boolean => standingOf(name) === "held";
  if (all ? stages.every(isHeld) : stages.some(isHeld)) {
    const held = all ? stages.map((name) => `\`${name}\``).join(" and ") : `\`${stages.find(isHeld)}\``;
    return { outcome: "passed", code: "order-held", message: `\`${version}\` holds ${held}`, expected };
  }
  const missing = stages.map((name) => ({ name, standing: standingOf(name) })).filter(({ standing }) => standing !== "held");
  const unsure = missing.find(({ standing }) => standing === "drift");
  const absent = missing.filter(({ standing }) => standing === "absent");
  if (unsure !== undefined && (!all || absent.length === 0)) {
    const holder = holderOf(evidence, unsure.name);
    if (holder !== undefined) return { ...drifted(unsure.name, holder), expected };
  }
  const steps = (all ? absent : absent.slice(0, 1)).map(({ name }) => name);
  return {
    outcome: "failed",
    code: "order-not-held",
    message: `\`${version}\` does not hold ${steps.map((name) => `\`${name}\``).join(" and ")}`,
    expected,
    remedy: `promote \`${version}\` to ${steps.map((name) => `\`${name}\``).join(" and ")} first`,
    changes: steps.map((name) => ({ type: "promotion", name, text: `promote \`${version}\` to \`${name}\`` })),
  };
};

type Standing = "held" | "drift" | "absent";

const standingIn = (evidence: Evidence, name: string): Standing => {
  const holder = holderOf(evidence, name);
  if (holder?.drift !== undefined) return "drift";
  return holder?.version === evidence.candidate.version ? "held" : "absent";
};

const alreadyThere = (stage: string, { model, candidate }: Evidence): Finding => ({
  outcome: "failed",
  code: "already-there",
  message: `\`${model}@${candidate.version}\` holds \`${stage}\` already`,
  remedy: "there is nothing to do",
});

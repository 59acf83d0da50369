import type { CompiledStage, Program } from "../compile.js";
import { assess, type Assessment, type Question } from "../decision/assess.js";
import type { Change, Remedies } from "../generated/decision.js";
import type { Evidence } from "../generated/evidence.js";
import type { Judged } from "../gates/define-gate.js";
import { applyChanges } from "./apply.js";
import { mergeChanges } from "./merge.js";

/** Beyond this many changes a list is no help, and its proof not worth its time. */
const most = 64;

/**
 * The smallest set of changes that would turn the verdict into `allowed`. It is `complete` only where that was proved:
 * by applying the changes and assessing again, together and with each one left out.
 */
export const remediesOf = (
  program: Program,
  stage: CompiledStage,
  evidence: Evidence,
  question: Question,
  assessment: Assessment,
): Remedies => {
  if (assessment.verdict === "allowed") return { complete: true, changes: [], hints: [] };
  const { open } = assessment;
  const allowedAfter = (changes: readonly Change[]): boolean => {
    const world = applyChanges({ evidence, now: question.now }, changes, stage.name, stage.digest);
    return world !== undefined && assess(program, stage, world.evidence, { ...question, now: world.now }).verdict === "allowed";
  };
  for (const changes of mergeChanges(open.map((judged) => judged.changes()))) {
    if (changes.length > most || !allowedAfter(changes)) continue;
    return { complete: true, changes: withoutSpare(changes, allowedAfter), hints: [] };
  }
  return { complete: false, changes: [], hints: assessment.code === "nothing-evaluated" ? [noneApplies] : open.map(hint) };
};

/** Leaves out what is not needed, until every change is. */
const withoutSpare = (changes: readonly Change[], allowedAfter: (changes: readonly Change[]) => boolean): readonly Change[] => {
  const spare = changes.findIndex((_, index) => allowedAfter(changes.toSpliced(index, 1)));
  return spare === -1 ? changes : withoutSpare(changes.toSpliced(spare, 1), allowedAfter);
};

/** Only the policy can mend what it says nothing about. */
const noneApplies = "give the stage a gate whose `when` holds for this version, or one without `when`";

const hint = ({ result }: Judged): string => `${result.id}: ${result.remedy ?? result.message}`;

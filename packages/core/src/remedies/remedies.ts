import type { CompiledStage, Program } from "../compile.js";
import { assess, type Assessment, type Question } from "../decision/assess.js";
import type { Change, GateResult, Remedies } from "../generated/decision.js";
import type { Evidence } from "../generated/evidence.js";
import type { Judged } from "../gates/define-gate.js";
import { approvalBy } from "../identity/approval-by.js";
import { applyChanges, approversOf } from "./apply.js";
import { mergeChanges } from "./merge.js";

/** Beyond this many changes a list is no help, and its proof not worth its time. */
const most = 64;

/** As often is it asked what gates want after the changes: a soak may end while a window is closed, or an approval expire before. */
const mostRounds = 16;

/**
 * The smallest set of changes that would turn the verdict into `allowed`. It is `complete` only where that was proved:
 * by applying the changes and assessing again, together and with each one left out, whoever of those it names gives an approval.
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
  const after = (changes: readonly Change[], said?: "at once"): Assessment | undefined => {
    const world = applyChanges({ evidence, now: question.now }, changes, stage.name, stage.digest, said);
    return world && assess(program, stage, world.evidence, { ...question, now: world.now });
  };
  const allowedAfter = (changes: readonly Change[]): boolean => after(changes)?.verdict === "allowed";
  const perGate = open.map((judged) => judged.changes());
  for (const merged of mergeChanges(perGate)) {
    if (merged.length > most) continue;
    const changes = followedUp(pooled(merged), after);
    if (changes === undefined) continue;
    const exact = smallest(changes, { eligible: eligibleIn(assessment.gates), allowedAfter });
    if (exact === undefined) continue;
    return { complete: true, changes: after(exact, "at once")?.verdict === "allowed" ? exact : waitFirst(exact), hints: [] };
  }
  return { complete: false, changes: [], hints: assessment.code === "nothing-evaluated" ? [noneApplies] : open.map(hint) };
};

/** The changes, with those that gates ask for once these came about; undefined where they are not enough. */
const followedUp = (
  changes: readonly Change[],
  after: (changes: readonly Change[]) => Assessment | undefined,
): readonly Change[] | undefined => {
  let all = changes;
  for (let round = 0; round < mostRounds; round += 1) {
    const then = after(all);
    if (then?.verdict === "allowed") return all;
    const [more] = mergeChanges([all, ...(then?.open ?? []).map((judged) => judged.changes())]);
    if (more === undefined || more.length > most || textsOf(more) === textsOf(all)) return undefined;
    all = more;
  }
  return undefined;
};

const textsOf = (changes: readonly Change[]): string => changes.map(({ text }) => text).join();

interface Proof {
  /** Who may still serve each gate. */
  readonly eligible: readonly (readonly string[])[];
  allowedAfter(changes: readonly Change[]): boolean;
}

/** One approval for two leaves others spare, and so may another person: again, until nothing changes. */
const smallest = (changes: readonly Change[], proof: Proof): readonly Change[] | undefined => {
  const smaller = narrowed(united(withoutSpare(changes, proof.allowedAfter), proof.allowedAfter), proof);
  return smaller === undefined || textsOf(smaller) === textsOf(changes) ? smaller : smallest(smaller, proof);
};

/** Leaves out what is not needed, until every change is. */
const withoutSpare = (changes: readonly Change[], allowedAfter: (changes: readonly Change[]) => boolean): readonly Change[] => {
  const spare = changes.findIndex((_, index) => allowedAfter(changes.toSpliced(index, 1)));
  return spare === -1 ? changes : withoutSpare(changes.toSpliced(spare, 1), allowedAfter);
};

/** Where people are too few for an approval each, one gives several, as gates may share theirs: first those that the same people may give. */
const pooled = (changes: readonly Change[]): readonly Change[] => {
  if (approversOf(changes) !== undefined) return changes;
  const [best] = pairsOfApprovals(changes)
    .filter(({ both }) => both.length > 0)
    .sort((one, other) => one.lost - other.lost);
  return best === undefined ? changes : pooled(joined(changes, best));
};

/** Lets one person give two approvals of different people, where gates that share theirs take that; of the same people one would be spare. */
const united = (changes: readonly Change[], allowedAfter: (changes: readonly Change[]) => boolean): readonly Change[] => {
  for (const pair of pairsOfApprovals(changes)) {
    if (pair.both.length === 0 || changes[pair.one]?.text === changes[pair.other]?.text) continue;
    const fewer = joined(changes, pair);
    if (allowedAfter(fewer)) return united(fewer, allowedAfter);
  }
  return changes;
};

/** Two of the changes, by their index, and the people who may give both. */
interface Pair {
  readonly one: number;
  readonly other: number;
  readonly both: readonly string[];
  /** How many may give one of them only. */
  readonly lost: number;
}

const pairsOfApprovals = (changes: readonly Change[]): Pair[] =>
  changes.flatMap(({ type, by = [] }, one) =>
    type !== "approval"
      ? []
      : changes.slice(one + 1).flatMap((change, offset) => {
          if (change.type !== "approval") return [];
          const others = change.by ?? [];
          const both = by.filter((person) => others.includes(person));
          return [{ one, other: one + 1 + offset, both, lost: by.length + others.length - 2 * both.length }];
        }),
  );

const joined = (changes: readonly Change[], { one, other, both }: Pair): readonly Change[] =>
  changes.with(one, approvalBy(both)).toSpliced(other, 1);

/** Names for each approval only people with whom the changes are enough; undefined where there are none. Who may do the same is asked about once. */
const narrowed = (changes: readonly Change[], { eligible, allowedAfter }: Proof): readonly Change[] | undefined => {
  const named = [...eligible, ...changes.map(({ by = [] }) => by)];
  const rolesOf = (person: string): string => named.map((people) => Number(people.includes(person))).join("");
  let narrower = changes;
  for (const [index, { type, by = [] }] of changes.entries()) {
    if (type !== "approval" || by.length === 1) continue;
    const enough = new Map(by.map((person) => [rolesOf(person), person]));
    for (const [roles, person] of enough) if (!allowedAfter(narrower.with(index, approvalBy([person])))) enough.delete(roles);
    if (enough.size === 0) return undefined;
    narrower = narrower.with(index, approvalBy(by.filter((person) => enough.has(rolesOf(person)))));
  }
  return narrower;
};

/** What is said before the wait would be too old after it. */
const waitFirst = (changes: readonly Change[]): readonly Change[] => {
  const isSaid = ({ type }: Change): boolean => type === "approval" || type === "check";
  return [...changes.filter((change) => !isSaid(change)), ...changes.filter(isSaid)];
};

const eligibleIn = (gates: readonly GateResult[]): readonly (readonly string[])[] =>
  gates.flatMap(({ people, gates: nested = [] }) => [...(people === undefined ? [] : [people.eligible]), ...eligibleIn(nested)]);

/** Only the policy can mend what it says nothing about. */
const noneApplies = "give the stage a gate whose `when` holds for this version, or one without `when`";

const hint = ({ result }: Judged): string => `${result.id}: ${result.remedy ?? result.message}`;

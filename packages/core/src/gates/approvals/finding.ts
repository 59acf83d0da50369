import type { Approval } from "../../generated/evidence.js";
import type { Word } from "../../generated/decision.js";
import { approvalBy } from "../../identity/approval-by.js";
import { phraseOf } from "../../identity/phrase.js";
import type { Finding } from "../define-gate.js";
import type { Share } from "./allot.js";
import type { Quorum } from "./quorum.js";
import type { Undecided } from "./standing.js";

/** A gate's result out of its share of the people. */
export const findingOf = (quorum: Quorum, share: Share | Undecided): Finding => {
  const { needed, from, veto } = quorum;
  const expected = `${countOf(needed, "approval")} from ${from}`;
  if ("code" in share) return { outcome: "unknown", ...share, expected };

  const { standing, possible, counted, missing } = share;
  const facts = { expected, observed: counted.length, people: peopleOf(quorum, share) };
  const vetoed = veto && standing.rejected.size > 0;
  const changes = possible ? { changes: missing.map((people) => approvalBy(named(quorum, people))) } : {};

  if (vetoed) {
    const rejections = [...standing.rejected].map(
      ([person, { reason }]) => `${quorum.people.display(person)}${reason === undefined ? "" : ` (\`${reason}\`)`}`,
    );
    const remedy = `${phraseOf(named(quorum, [...standing.rejected.keys()]), "and")} can approve or revoke the rejection`;
    return { outcome: "failed", code: "vetoed", message: `rejected by ${phraseOf(rejections, "and")}`, remedy, ...facts, ...changes };
  }
  if (!possible) return { outcome: "failed", code: "quorum-impossible", ...tooFew(quorum, share), ...facts };
  if (counted.length >= needed)
    return { outcome: "passed", code: "approved", message: `approved by ${phraseOf(named(quorum, counted), "and")}`, ...facts };
  const able = phraseOf(named(quorum, askedOf(share)), missing.length > 1 && askedOf(share).length === missing.length ? "and" : "or");
  const elsewhere = inOtherGates(quorum, share);
  return {
    outcome: "waiting",
    code: "approvals-missing",
    message: `${counted.length} of ${expected}; ${able} can approve${elsewhere}`,
    remedy: `${needed - counted.length} more ${needed - counted.length === 1 ? "approval" : "approvals"}: ${able}${elsewhere}`,
    ...facts,
    ...changes,
  };
};

const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

const named = ({ people }: Quorum, persons: readonly string[]): readonly string[] => persons.map((person) => people.display(person));

const askedOf = ({ missing }: Share): readonly string[] => [...new Set(missing.flat())].sort();

/** Those of the people asked who may not approve for this gate serve another one in the place of somebody who may. */
const inOtherGates = (quorum: Quorum, share: Share): string => {
  const { standing, counted } = share;
  const asked = askedOf(share);
  const others = asked.filter((person) => !standing.eligible.includes(person));
  if (others.length === 0) return "";
  const freed = [...standing.approved.keys()].filter((person) => !counted.includes(person));
  const how = `for another gate${freed.length === 0 ? "" : `, which frees ${phraseOf(named(quorum, freed), "or")}`}`;
  return others.length === asked.length ? ` ${how}` : ` (${phraseOf(named(quorum, others), "and")} ${how})`;
};

const tooFew = (quorum: Quorum, { standing }: Share): Pick<Finding, "message" | "remedy"> => {
  const { needed, from } = quorum;
  const { eligible } = standing;
  const asked = `${countOf(needed, "approval")} from ${from} ${needed === 1 ? "is" : "are"} needed`;
  const only = eligible.length === 0 ? "nobody may approve" : `only ${phraseOf(named(quorum, eligible), "and")} may approve`;
  return {
    message:
      eligible.length < needed ? `${asked} and ${only}` : `${asked} and the people who may approve are needed for the other approvals too`,
    remedy: "let more people approve, or ask for fewer approvals",
  };
};

const peopleOf = (quorum: Quorum, { standing, counted }: Share): NonNullable<Finding["people"]> => {
  const { approved, rejected, eligible, ignored } = standing;
  const elsewhere = [...approved]
    .filter(([person]) => !counted.includes(person))
    .map(([, word]) => wordOf(quorum, word, "serves another gate"));
  const rejections = [...rejected.values()];
  const counting = counted.flatMap((person) => approved.get(person) ?? []);
  return {
    needed: quorum.needed,
    counted: [...counting, ...(quorum.veto ? rejections : [])].map((word) => wordOf(quorum, word)),
    ignored: [
      ...ignored.map(({ word, why }) => wordOf(quorum, word, why)),
      ...elsewhere,
      ...(quorum.veto ? [] : rejections.map((word) => wordOf(quorum, word, "a rejection, which is no veto here"))),
    ],
    eligible: named(
      quorum,
      eligible.filter((person) => !approved.has(person)),
    ),
  };
};

const wordOf = ({ people, members }: Quorum, { by, at, decision, assurance }: Approval, why?: string): Word => {
  const person = people.canonical(by);
  return {
    by: members.has(person) ? people.display(person) : by,
    at,
    said: decision,
    ...(assurance !== undefined && { assurance }),
    ...(why !== undefined && { why }),
  };
};

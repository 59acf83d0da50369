import type { Approval, Evidence } from "../../generated/evidence.js";
import { otherArtifact, otherVersion } from "../../identity/binding.js";
import { newestFirst, type Dated } from "../../identity/newest-first.js";
import { readInstant, writeInstant } from "../../time/instant.js";
import type { Facts } from "../define-gate.js";
import type { Quorum } from "./quorum.js";

/** A word with why it does not count. */
export interface Ignored {
  readonly word: Approval;
  readonly why: string;
}

/** What the people of one gate say of the candidate, each person's latest word; canonical identities, sorted. */
export interface Standing {
  /** Who may approve. */
  readonly eligible: readonly string[];
  readonly approved: ReadonlyMap<string, Approval>;
  readonly rejected: ReadonlyMap<string, Approval>;
  readonly ignored: readonly Ignored[];
}

/** Why it cannot be told whose word counts. */
export interface Undecided {
  readonly code: "author-unknown" | "requester-unknown" | "creation-unknown" | "instant-unreadable";
  readonly message: string;
  readonly remedy: string;
}

const caution = { approve: 0, revoke: 1, reject: 2 } as const;

const expired = "expired at ";

/** Of a word that does not count, whether that is for its age. */
export const hasExpired = ({ why }: { readonly why?: string }): boolean => why?.startsWith(expired) === true;

/** What everybody says, newest first. */
export const wordsOf = ({ approvals = [] }: Evidence): readonly Dated<Approval>[] =>
  newestFirst(approvals, ({ decision }) => caution[decision]);

export const standingOf = (quorum: Quorum, facts: Facts, words: readonly Dated<Approval>[]): Standing | Undecided => {
  const absent = missingFact(quorum, facts);
  if (absent !== undefined) return absent;
  const { createdAt } = facts.evidence.candidate;
  const created = readInstant(createdAt ?? "");
  if (created === undefined) {
    const [known, mend] =
      createdAt === undefined
        ? ["it is not known when the version was created", "give"]
        : [`the version's creation is dated \`${createdAt}\`, which is not an instant`, "correct"];
    return {
      code: "creation-unknown",
      message: `${known}, and only what was said later counts`,
      remedy: `${mend} the candidate's \`createdAt\``,
    };
  }
  const mayNot = exclusions(quorum, facts);
  const eligible = [...quorum.members].filter((person) => !mayNot.has(person));
  const ignored: Ignored[] = [];
  const heard = new Map<string, Approval[]>();
  for (const { word, at } of words) {
    const person = quorum.people.canonical(word.by);
    const why =
      notForThis(word, facts) ?? mayNot.get(person) ?? (quorum.members.has(person) ? unsigned(quorum, word) : `not one of ${quorum.from}`);
    if (why === undefined && at === undefined) {
      return {
        code: "instant-unreadable",
        message: `the word of \`${word.by}\` is dated \`${word.at}\`, which is not an instant`,
        remedy: "correct its `at`",
      };
    }
    const late = why ?? outOfTime(at ?? 0, created, facts.now);
    if (late !== undefined) ignored.push({ word, why: late });
    else if (!heard.get(person)?.push(word)) heard.set(person, [word]);
  }
  const approved = new Map<string, Approval>();
  const rejected = new Map<string, Approval>();
  for (const person of eligible.filter((one) => heard.has(one))) {
    const { standing, ignored: others } = latest(heard.get(person) ?? [], quorum, facts);
    ignored.push(...others);
    if (standing !== undefined) (standing.decision === "approve" ? approved : rejected).set(person, standing);
  }
  return { eligible, approved, rejected, ignored };
};

const missingFact = ({ exclude, people }: Quorum, { evidence, requester }: Facts): Undecided | undefined => {
  const { author } = evidence.candidate;
  if (exclude.author && !(author !== undefined && people.isPerson(author))) {
    return {
      code: "author-unknown",
      message: `${personIn("the version's author", author)}, and the author may not approve`,
      remedy: remedyFor("the candidate's `author`", author),
    };
  }
  if (exclude.requester && !(requester !== undefined && people.isPerson(requester))) {
    return {
      code: "requester-unknown",
      message: `${personIn("who asks for the promotion", requester)}, and the requester may not approve`,
      remedy: remedyFor("the request's `requester`", requester),
    };
  }
  return undefined;
};

const personIn = (who: string, name: string | undefined): string =>
  name === undefined ? `${who} is not known` : `${who} is \`${name}\`, which is neither an address nor a name at a host`;

const remedyFor = (key: string, name: string | undefined): string =>
  name === undefined ? `give ${key}` : `list \`${name}\` under the policy's \`identities\``;

/** Who may not approve, and why. */
const exclusions = ({ exclude, people }: Quorum, { evidence, requester }: Facts): ReadonlyMap<string, string> => {
  const mayNot = new Map<string, string>();
  for (const person of exclude.people) mayNot.set(person, "excluded by the policy");
  if (exclude.requester && requester !== undefined) mayNot.set(people.canonical(requester), "asks for the promotion");
  if (exclude.author && evidence.candidate.author !== undefined)
    mayNot.set(people.canonical(evidence.candidate.author), "the version's author");
  return mayNot;
};

const notForThis = (word: Approval, { evidence, to }: Facts): string | undefined =>
  word.to !== undefined && word.to !== to ? `for stage \`${word.to}\`` : otherVersion(word, evidence);

const unsigned = ({ signed }: Quorum, { assurance }: Approval): string | undefined =>
  signed && assurance !== "signed" ? "not signed" : undefined;

const outOfTime = (at: number, created: number, now: number): string | undefined => {
  if (at > now) return "from the future";
  return at <= created ? "not later than the version's creation" : undefined;
};

/** The word of one person that stands, out of all that they said, newest first. */
const latest = (words: readonly Approval[], { bindPolicy, expires }: Quorum, { evidence, stageDigest, now }: Facts) => {
  const ignored: Ignored[] = [];
  let standing: Approval | undefined;
  let settled = false;
  let withdrawn = false;
  for (const word of words) {
    const helps = word.decision === "approve";
    const elsewhere =
      otherArtifact(word, evidence.candidate, helps) ??
      (bindPolicy && word.stageDigest !== undefined && word.stageDigest !== stageDigest
        ? "given when the stage had other gates"
        : undefined);
    if (settled) {
      ignored.push({ word, why: "superseded by a later word" });
    } else if (elsewhere !== undefined) {
      // A rejection or revocation of something else decides nothing here, but nobody's earlier approval outlives it.
      withdrawn ||= !helps;
      ignored.push({ word, why: elsewhere });
    } else {
      settled = true;
      const ended = helps && expires !== undefined ? (readInstant(word.at) ?? 0) + expires : undefined;
      if (word.decision === "revoke") ignored.push({ word, why: "takes back what was said before" });
      else if (helps && withdrawn) ignored.push({ word, why: "superseded by a later word" });
      else if (ended !== undefined && now >= ended) ignored.push({ word, why: `${expired}${writeInstant(ended)}` });
      else standing = word;
    }
  }
  return { standing, ignored };
};

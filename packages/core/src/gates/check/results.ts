import type { CheckResult } from "../../generated/evidence.js";
import { otherArtifact, otherVersion } from "../../identity/binding.js";
import { newestFirst } from "../../identity/newest-first.js";
import type { People } from "../../identity/people.js";
import type { WrittenDuration } from "../../time/duration.js";
import type { Facts } from "../define-gate.js";

/** A check gate with its people resolved. */
export interface Asked {
  readonly name: string;
  /** Canonical identities, each once, sorted. */
  readonly from: readonly string[];
  readonly maxAge: WrittenDuration | undefined;
  readonly signed: boolean;
  readonly people: People;
}

/** A result that is not the one that counts, and why. */
export interface Ignored {
  readonly result: CheckResult;
  readonly why: string;
}

/** The result that counts: the latest by somebody who may attach it. */
export interface Latest {
  readonly latest: { readonly result: CheckResult; readonly at: number } | undefined;
  readonly ignored: readonly Ignored[];
}

/** `unreadable`: a result that may count is dated with something that is not an instant. */
export const latestResult = (asked: Asked, facts: Facts): Latest | { readonly unreadable: CheckResult } => {
  const ignored: Ignored[] = [];
  let latest: Latest["latest"];
  const results = (facts.evidence.checks ?? []).filter(({ name }) => name === asked.name);
  for (const { word: result, at } of newestFirst(results, ({ status }) => (status === "failed" ? 1 : 0))) {
    const why = notForThis(asked, facts, result);
    if (why === undefined && at === undefined) return { unreadable: result };
    if (why !== undefined || at === undefined) ignored.push({ result, why: why ?? "" });
    else if (at > facts.now) ignored.push({ result, why: "from the future" });
    else if (latest !== undefined) ignored.push({ result, why: "superseded by a later result" });
    else latest = { result, at };
  }
  return { latest, ignored };
};

const notForThis = ({ from, signed, people }: Asked, { evidence }: Facts, result: CheckResult): string | undefined => {
  if (!from.includes(people.canonical(result.by))) return "may not attach it";
  if (signed && result.assurance !== "signed") return "not signed";
  return otherVersion(result, evidence) ?? otherArtifact(result, evidence.candidate, result.status === "passed");
};

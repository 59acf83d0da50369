import { canonicalJson } from "../../canonical/digest.js";
import type { CheckResult } from "../../generated/evidence.js";
import { otherArtifact, otherVersion } from "../../identity/binding.js";
import type { People } from "../../identity/people.js";
import { readInstant } from "../../time/instant.js";
import type { Facts } from "../define-gate.js";

/** A check gate with its people resolved. */
export interface Asked {
  readonly name: string;
  /** Canonical identities, each once, sorted. */
  readonly from: readonly string[];
  /** Milliseconds. */
  readonly maxAge: number | undefined;
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
  for (const { result, at } of newestFirst(facts.evidence.checks ?? [], asked.name)) {
    const why = notForThis(asked, facts, result);
    if (why === undefined && at === undefined) return { unreadable: result };
    if (why !== undefined || at === undefined) ignored.push({ result, why: why ?? "" });
    else if (at > facts.now) ignored.push({ result, why: "from the future" });
    else if (latest !== undefined) ignored.push({ result, why: "superseded by a later result" });
    else latest = { result, at };
  }
  return { latest, ignored };
};

/** In the same instant a failure counts as the later one; beyond that the order of the evidence must not matter. */
const newestFirst = (checks: readonly CheckResult[], name: string) =>
  checks
    .filter((result) => result.name === name)
    .map((result) => ({ result, at: readInstant(result.at) }))
    .sort(
      (a, b) =>
        (b.at ?? 0) - (a.at ?? 0) ||
        failures(b.result) - failures(a.result) ||
        (canonicalJson(a.result) < canonicalJson(b.result) ? -1 : 1),
    );

const failures = ({ status }: CheckResult): number => (status === "failed" ? 1 : 0);

const notForThis = ({ from, signed, people }: Asked, { evidence }: Facts, result: CheckResult): string | undefined => {
  if (!from.includes(people.canonical(result.by))) return "may not attach it";
  if (signed && result.assurance !== "signed") return "not signed";
  return otherVersion(result, evidence) ?? otherArtifact(result, evidence.candidate, result.status === "passed");
};

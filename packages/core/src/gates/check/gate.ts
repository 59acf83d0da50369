import type { Word } from "../../generated/decision.js";
import type { CheckResult } from "../../generated/evidence.js";
import type { CheckGate } from "../../generated/policy.js";
import { checkCodes, checkSchema } from "../../generated/schemas.js";
import { validateCheckGate } from "../../generated/validators.js";
import { checkNames } from "../../identity/check-names.js";
import { phraseOf } from "../../identity/phrase.js";
import { longerAgo, readDuration } from "../../time/duration.js";
import { readInstant } from "../../time/instant.js";
import { allPoints, pointAt, reachOfDuration } from "../gate-bound.js";
import { defineGate, type Facts, type Finding } from "../define-gate.js";
import { latestResult, type Asked, type Latest } from "./results.js";

export const checkGate = defineGate<CheckGate, Asked>({
  kind: "check",
  schema: checkSchema,
  validate: validateCheckGate,
  codes: checkCodes,
  argument: ({ check }) => check,
  check: ({ from }, context) => checkNames({ names: from, decides: true }, context),
  prepare: ({ check, from, maxAge }, { policy, people }) => ({
    name: check,
    from: [...people.members(from)].sort(),
    maxAge: maxAge === undefined ? undefined : { text: maxAge, milliseconds: readDuration(maxAge) },
    signed: policy.signed === "required",
    people,
  }),
  requires: ({ name }) => [{ need: "check", name }],
  essence: ({ name, from, maxAge }) => ({ check: name, from, maxAge: maxAge?.milliseconds ?? null }),
  outcomes: ({ maxAge }) => ["passed", "failed", "waiting", ...(maxAge === undefined ? [] : (["unknown"] as const))],
  bounds: ({ maxAge }) =>
    maxAge === undefined
      ? []
      : [
          {
            key: "maxAge",
            written: maxAge.text,
            points: allPoints,
            reached: ({ people }, { now }) =>
              (people?.counted ?? []).flatMap(({ at }) =>
                pointAt(now - (readInstant(at) ?? now) - maxAge.milliseconds, reachOfDuration(maxAge.milliseconds)),
              ),
          },
        ],
  evaluate: (asked, facts) => {
    const { name, from, maxAge, people } = asked;
    const by = from.map((person) => people.display(person));
    const who = phraseOf(by, "or");
    const expected = `check \`${name}\` passed${maxAge === undefined ? "" : `, not older than ${maxAge.text}`}`;
    const found = latestResult(asked, facts);
    if ("unreadable" in found) return unreadable(found.unreadable, expected);

    const { latest } = found;
    const seen = { expected, people: peopleOf(asked, found, by) };
    const rerun = { changes: [{ type: "check" as const, name, by, text: `check \`${name}\` passed, by ${who}` }] };
    if (latest === undefined) {
      return {
        outcome: "waiting",
        code: "check-missing",
        message: `check \`${name}\` has no result ${besides(found)}; ${who} can attach it`,
        remedy: `${who} attaches the result of \`${name}\``,
        ...seen,
        ...rerun,
      };
    }
    const { status, summary, url } = latest.result;
    const observed = { observed: status };
    if (status === "failed") {
      const why = summary === undefined ? "" : `: \`${summary}\``;
      const remedy = `mend what \`${name}\` found and run it again${url === undefined ? "" : `; its report is at ${url}`}`;
      return { outcome: "failed", code: "check-failed", message: `check \`${name}\` failed${why}`, remedy, ...observed, ...seen, ...rerun };
    }
    return (
      staleness(asked, latest.at, facts, { ...observed, ...seen }, rerun) ?? {
        outcome: "passed",
        code: "check-passed",
        message: `check \`${name}\` passed`,
        ...observed,
        ...seen,
      }
    );
  },
});

/** A result that is there and does not count is not overlooked in silence. */
const besides = ({ ignored: [newest] }: Latest): string =>
  newest === undefined ? "yet" : `that counts: the one by \`${newest.result.by}\` does not (${newest.why})`;

type Seen = Pick<Finding, "expected" | "observed" | "people">;

const staleness = (
  { name, maxAge }: Asked,
  at: number,
  { now }: Facts,
  seen: Seen,
  rerun: Pick<Finding, "changes">,
): Finding | undefined =>
  maxAge === undefined || now - at <= maxAge.milliseconds
    ? undefined
    : {
        outcome: "unknown",
        code: "check-stale",
        message: `check \`${name}\` passed ${longerAgo(now - at, maxAge)}`,
        remedy: `run \`${name}\` again`,
        ...seen,
        ...rerun,
      };

const unreadable = ({ by, at, name }: CheckResult, expected: string): Finding => ({
  outcome: "unknown",
  code: "instant-unreadable",
  message: `the result of check \`${name}\` by \`${by}\` is dated \`${at}\`, which is not an instant`,
  expected,
  remedy: "correct its `at`",
});

const peopleOf = ({ people, from }: Asked, { latest, ignored }: Latest, eligible: readonly string[]): NonNullable<Finding["people"]> => {
  const wordOf = ({ by, at, status, assurance }: CheckResult, why?: string): Word => {
    const person = people.canonical(by);
    return {
      by: from.includes(person) ? people.display(person) : by,
      at,
      said: status,
      ...(assurance !== undefined && { assurance }),
      ...(why !== undefined && { why }),
    };
  };
  return {
    needed: 1,
    counted: latest === undefined ? [] : [wordOf(latest.result)],
    ignored: ignored.map(({ result, why }) => wordOf(result, why)),
    eligible,
  };
};

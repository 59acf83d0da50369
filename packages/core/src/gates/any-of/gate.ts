import { inCanonicalOrder } from "../../canonical/digest.js";
import { outcomeOfAny } from "../../decision/outcome.js";
import type { Change } from "../../generated/decision.js";
import type { AnyOfGate } from "../../generated/policy.js";
import { anyOfCodes, anyOfSchema } from "../../generated/schemas.js";
import { validateAnyOfGate } from "../../generated/validators.js";
import { outcomesOf } from "../outcomes-of.js";
import { defineGate, type CompiledGate, type Judged, type JudgedOutcome } from "../define-gate.js";

const codes = { passed: "one-holds", failed: "none-holds", waiting: "any-waiting", unknown: "any-unknown" } as const;

export const anyOfGate = defineGate<AnyOfGate, readonly CompiledGate[]>({
  kind: "anyOf",
  schema: anyOfSchema,
  validate: validateAnyOfGate,
  codes: anyOfCodes,
  prepare: (config, { compileNested }) => compileNested(config.anyOf),
  requires: (gates) => gates.flatMap(({ requirements }) => requirements),
  essence: (gates) => ({ anyOf: inCanonicalOrder(gates.map(({ essence }) => essence)) }),
  outcomes: (gates) => {
    const each = gates.map(outcomesOf);
    const some = (outcome: JudgedOutcome): boolean => each.some((outcomes) => outcomes.includes(outcome));
    const canFail = each.every((outcomes) => outcomes.includes("failed"));
    const canBeUnknown = some("unknown") && each.every((outcomes) => outcomes.includes("failed") || outcomes.includes("unknown"));
    return [
      "passed",
      ...(canFail ? (["failed"] as const) : []),
      ...(some("waiting") ? (["waiting"] as const) : []),
      ...(canBeUnknown ? (["unknown"] as const) : []),
    ];
  },
  evaluate(gates, facts) {
    const judged = gates.map((gate) => facts.evaluateNested(gate));
    const results = judged.map(({ result }) => result);
    const outcome = outcomeOfAny(results.map(({ outcome }) => outcome));
    const expected = "one of the nested gates";
    if (outcome === undefined) {
      const message = "every nested gate was skipped";
      const remedy = "give it a gate whose `when` holds for this version, or one without `when`";
      return { outcome: "unknown", code: "nothing-evaluated", message, expected, remedy, gates: results };
    }
    if (outcome === "passed") {
      const by = results.find((result) => result.outcome === "passed");
      return { outcome, code: codes[outcome], message: `\`${by?.id}\` passed`, expected, gates: results };
    }
    const remedy = judged.flatMap(({ result }) => (result.outcome === "skipped" ? [] : (result.remedy ?? []))).join("; or ");
    const until = earliest(results.flatMap((result) => (result.outcome === "waiting" && result.until !== undefined ? [result.until] : [])));
    const changes = easiest(judged);
    return {
      outcome,
      code: codes[outcome],
      message: "none of the nested gates passed",
      expected,
      ...(until !== undefined && { until }),
      ...(remedy !== "" && { remedy }),
      ...(changes && { changes }),
      gates: results,
    };
  },
});

/** The fewest changes that make one of the gates pass, waits together being one; of as few those that take time alone, and of these the shortest wait. */
const easiest = (judged: readonly Judged[]): readonly Change[] | undefined =>
  judged
    .flatMap((one) => (one.result.outcome === "skipped" ? [] : [one.changes()]))
    .filter((changes) => changes !== undefined)
    .reduce<readonly Change[] | undefined>((best, changes) => (best === undefined || isEasier(changes, best) ? changes : best), undefined);

const isEasier = (one: readonly Change[], other: readonly Change[]): boolean => {
  const [isOne, isOther] = [costOf(one), costOf(other)];
  const differs = isOne.findIndex((cost, index) => cost !== isOther[index]);
  return differs !== -1 && (isOne[differs] ?? 0) < (isOther[differs] ?? 0);
};

const costOf = (changes: readonly Change[]): readonly number[] => {
  const others = changes.filter(({ type }) => type !== "wait").length;
  const ends = changes.map(({ until }) => (until === undefined ? 0 : Date.parse(until)));
  return [others + (others < changes.length ? 1 : 0), others, Math.max(0, ...ends)];
};

const earliest = (instants: readonly string[]): string | undefined =>
  instants.reduce<string | undefined>(
    (best, instant) => (best === undefined || Date.parse(instant) < Date.parse(best) ? instant : best),
    undefined,
  );

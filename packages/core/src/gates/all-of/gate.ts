import { inCanonicalOrder } from "../../canonical/digest.js";
import { outcomeOfAll } from "../../decision/outcome.js";
import type { AllOfGate } from "../../generated/policy.js";
import { allOfCodes, allOfSchema } from "../../generated/schemas.js";
import { validateAllOfGate } from "../../generated/validators.js";
import { outcomesOf } from "../outcomes-of.js";
import { readInstant, writeInstant } from "../../time/instant.js";
import { defineGate, type CompiledGate, type Facts, type Judged } from "../define-gate.js";

const codes = { passed: "all-hold", failed: "not-all-hold", waiting: "all-waiting", unknown: "all-unknown" } as const;

export const allOfGate = defineGate<AllOfGate, readonly CompiledGate[]>({
  kind: "allOf",
  schema: allOfSchema,
  validate: validateAllOfGate,
  codes: allOfCodes,
  prepare: (config, { compileNested }) => compileNested(config.allOf),
  requires: (gates) => gates.flatMap(({ requirements }) => requirements),
  essence: (gates) => ({ allOf: inCanonicalOrder(gates.map(({ essence }) => essence)) }),
  outcomes: (gates) => [...new Set(gates.flatMap(outcomesOf))],
  evaluate(gates, facts) {
    const judged = gates.map((gate) => facts.evaluateNested(gate));
    const results = judged.map(({ result }) => result);
    const counted = results.filter(({ outcome }) => outcome !== "skipped");
    const outcome = outcomeOfAll(counted.map(({ outcome }) => outcome));
    const expected = "each of the nested gates";
    if (outcome === undefined) {
      const message = "every nested gate was skipped";
      const remedy = "give it a gate whose `when` holds for this version, or one without `when`";
      return { outcome: "unknown", code: "nothing-evaluated", message, expected, remedy, gates: results };
    }
    const passed = counted.filter((result) => result.outcome === "passed").length;
    const message = `${passed} of ${counted.length} nested gates passed`;
    const open = judged.filter(isOpen);
    const each = open.map((one) => one.changes());
    const changes = each.every((one) => one !== undefined) ? each.flat() : undefined;
    const until = outcome === "waiting" ? endOf(judged, gates, facts) : undefined;
    const remedy = open.flatMap(({ result }) => result.remedy ?? []).join("; ");
    return {
      outcome,
      code: codes[outcome],
      message,
      expected,
      ...(until !== undefined && { until }),
      ...(remedy !== "" && { remedy }),
      ...(changes && { changes }),
      gates: results,
    };
  },
});

/** As often is it asked whether all hold when the last of those that waited does: a window may close before a soak ends. */
const mostRounds = 16;

/**
 * When all of them will hold if nothing but time passes. Undefined where that cannot be told, so also where they divide people: who
 * is left for them then is not asked.
 */
const endOf = (judged: readonly Judged[], gates: readonly CompiledGate[], facts: Facts): string | undefined => {
  if (gates.some(({ shares }) => shares)) return undefined;
  let then = judged;
  let at = facts.now;
  for (let round = 0; round < mostRounds; round += 1) {
    const open = then.filter(isOpen);
    if (open.length === 0) return writeInstant(at);
    const ends = open.flatMap(({ result }) => (result.outcome === "waiting" ? (readInstant(result.until ?? "") ?? []) : []));
    if (ends.length < open.length) return undefined;
    const last = Math.max(...ends);
    then = gates.map((gate) => facts.evaluateNested(gate, last));
    at = last;
  }
  return undefined;
};

const isOpen = ({ result }: Judged): boolean => result.outcome !== "passed" && result.outcome !== "skipped";

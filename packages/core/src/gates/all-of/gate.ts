import { outcomeOfAll } from "../../decision/outcome.js";
import type { AllOfGate } from "../../generated/policy.js";
import { allOfCodes, allOfSchema } from "../../generated/schemas.js";
import { validateAllOfGate } from "../../generated/validators.js";
import { outcomesOf } from "../outcomes-of.js";
import { defineGate, type CompiledGate } from "../define-gate.js";

const codes = { passed: "all-hold", failed: "not-all-hold", waiting: "all-waiting", unknown: "all-unknown" } as const;

export const allOfGate = defineGate<AllOfGate, readonly CompiledGate[]>({
  kind: "allOf",
  schema: allOfSchema,
  validate: validateAllOfGate,
  codes: allOfCodes,
  prepare: (config, { compileNested }) => compileNested(config.allOf),
  requires: (gates) => gates.flatMap(({ requirements }) => requirements),
  essence: (gates) => ({ allOf: gates.map(({ essence }) => essence) }),
  outcomes: (gates) => [...new Set(gates.flatMap(outcomesOf))],
  evaluate(gates, facts) {
    const judged = gates.map(facts.evaluateNested);
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
    const open = judged.filter(({ result }) => result.outcome !== "passed" && result.outcome !== "skipped");
    const each = open.map((one) => one.changes());
    const changes = each.every((one) => one !== undefined) ? each.flat() : undefined;
    const remedy = open.flatMap(({ result }) => result.remedy ?? []).join("; ");
    return {
      outcome,
      code: codes[outcome],
      message,
      expected,
      ...(remedy !== "" && { remedy }),
      ...(changes && { changes }),
      gates: results,
    };
  },
});

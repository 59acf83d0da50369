/** The hint to the decision that is left in the registry. */
import assert from "node:assert/strict";
import { failure, promote, success, type DecisionPointer, type Result } from "@muster/core";
import { model, newWorld, program, take } from "./moves-world.js";

describe("a promotion", () => {
  it("leaves a pointer to its decision where the registry takes one, and warns where it does not", async () => {
    const told: DecisionPointer[] = [];
    const pointed = async (answer: () => Promise<Result<null>>) => {
      const world = newWorld();
      const context = world.as("ci-bot@example.com");
      const pointToDecision = (pointer: DecisionPointer) => {
        told.push(pointer);
        return answer();
      };
      return take(
        await promote({ ...context, registry: { ...context.registry, pointToDecision } }, program, { model, version: "7", to: "staging" }),
      );
    };
    const { events, warnings, status } = await pointed(() => Promise.resolve(success(null)));
    assert.deepEqual([status, warnings], ["applied", []]);
    assert.deepEqual(told, [{ model, version: "7", stage: "staging", decision: events[0]?.body.decision, ledger: "ledger-1" }]);
    for (const answer of [() => Promise.resolve(failure("refused", "no")), () => Promise.reject(new Error("no"))]) {
      const report = await pointed(answer);
      assert.equal(report.status, "applied");
      assert.match(report.warnings.join("\n"), /^`fraud-cards@7` was moved, but the registry took no pointer to the decision: .*no$/);
    }
  });
});

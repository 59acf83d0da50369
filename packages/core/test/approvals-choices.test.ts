/** Laws of approvals of which one is enough: how people are divided where there is a choice. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { people, holds, programOf, evidenceOf, decide, approve, some, gate, nested, words, most, type Gate } from "./approvals-world.js";

describe("approvals gates of which one is enough", () => {
  const each = fc.array(fc.array(gate, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  /** Every choice of one alternative of each. */
  const waysOf = (each: readonly (readonly Gate[])[]): readonly (readonly Gate[])[] =>
    each.reduce<readonly (readonly Gate[])[]>((ways, gates) => ways.flatMap((way) => gates.map((gate) => [...way, gate])), [[]]);
  const anyOfEach = (each: readonly (readonly Gate[])[]): readonly object[] => each.map((anyOf) => ({ anyOf }));
  const only = (...from: readonly string[]) => ({ approvals: 1, from });

  it("are allowed exactly when the people who approved can be divided among one of each", () => {
    holds(
      fc.property(each, some, (each, approvers) => {
        const { verdict } = decide(programOf(anyOfEach(each)), evidenceOf(approvers.map(approve)));
        assert.equal(
          verdict === "allowed",
          waysOf(each).some((way) => most(way, approvers).all),
        );
      }),
    );
  });

  it("are denied exactly when all people together are too few for one of each, whichever", () => {
    holds(
      fc.property(each, some, (each, approvers) => {
        const { verdict } = decide(programOf(anyOfEach(each)), evidenceOf(approvers.map(approve)));
        assert.equal(verdict === "denied", !waysOf(each).some((way) => most(way, people).all));
      }),
    );
  });

  it("find the same whatever else keeps the stage from being allowed", () => {
    holds(
      fc.property(fc.array(nested, { minLength: 1, maxLength: 4 }), words, (gates, words) => {
        const outcomesOf = (...more: readonly object[]) =>
          decide(programOf([...gates, ...more]), evidenceOf(words))
            .gates.slice(1, gates.length + 1)
            .map(({ outcome }) => outcome);
        const alone = outcomesOf();
        for (const other of [{ tag: "never", exists: true }, { metric: "unknown", min: 1 }, only("somebody@x")])
          assert.deepEqual(outcomesOf(other), alone);
      }),
    );
  });

  it("go to the first gates of the policy where either choice is as good", () => {
    const choice = { anyOf: [only("a@x"), only("erin@x")] };
    const outcomesOf = (...gates: readonly object[]) =>
      decide(programOf(gates), evidenceOf([approve("a@x")]))
        .gates.slice(1)
        .map(({ outcome }) => outcome);
    assert.deepEqual(outcomesOf(choice, only("a@x")), ["passed", "failed"]);
    assert.deepEqual(outcomesOf(only("a@x"), choice), ["passed", "failed"]);
  });

  it("leave everybody to the gates that have no choice, however many choices there are", () => {
    const pair = (index: number) => [`a${index}@x`, `b${index}@x`] as const;
    const pairs = Array.from({ length: 12 }, (_, index) => pair(index));
    const gates = [[only("x@x"), only("y@x")], ...pairs.map(([a, b]) => [only(a), only(b)]), [only("x@x")]];
    const everybody = ["x@x", "y@x", ...pairs.flat()];
    assert.equal(decide(programOf(anyOfEach(gates)), evidenceOf(everybody.map(approve))).verdict, "allowed");
    const waiting = decide(programOf(anyOfEach(gates)), evidenceOf(["x@x", "y@x"].map(approve)));
    assert.deepEqual(
      waiting.gates.slice(1).map(({ outcome }) => outcome),
      ["passed", ...pairs.map(() => "waiting"), "passed"],
    );
  });
});

/** Laws of the decision, on small random worlds. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { applyChanges, compile, evaluate, parsePolicy, type Decision, type Evidence, type Program } from "@muster/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { evidence, gate, gates, listsReversed, policyOf } from "./arbitraries.js";
import { flat } from "./gate-messages.js";

const runs = Number(process.env["MUSTER_LAW_RUNS"] ?? 300);
const holds = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: runs });

const programOf = (gates: readonly object[]): Program | undefined => {
  const named = gates.map((gate, index) => ({ id: `g${index}`, ...gate }));
  const parsed = parsePolicy({ file: "small.promotion.json", text: JSON.stringify(policyOf(named)) });
  return parsed.policy && compile(parsed);
};

const decide = (program: Program, evidence: Evidence, at?: string): Decision => {
  const decided = evaluate(program, evidence, at === undefined ? {} : { at });
  assert.ok(decided.ok, decided.ok ? "" : decided.message);
  return decided.value;
};

/** Runs a check on a decision where the random gates make a valid policy. */
const onDecision = (check: (decision: Decision, program: Program, evidence: Evidence) => void) =>
  fc.property(gates, evidence, (gates, evidence) => {
    const program = programOf(gates);
    fc.pre(program !== undefined);
    check(decide(program, evidence), program, evidence);
  });

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

describe("the decision", function () {
  this.timeout(120_000);
  const ajv = new Ajv2020({ strict: false, formats: { instant: true } });
  const validate = ajv.compile(
    JSON.parse(readFileSync(new URL("../../../../schemas/decision.schema.json", import.meta.url), "utf8")) as object,
  );

  it("has the form of its schema", () => {
    holds(
      onDecision((decision) => {
        assert.ok(validate(decision), JSON.stringify(validate.errors));
      }),
    );
  });

  it("is the same bytes for the same input", () => {
    holds(
      onDecision((decision, program, evidence) => {
        assert.equal(JSON.stringify(decide(program, structuredClone(evidence))), JSON.stringify(decision));
      }),
    );
  });

  it("does not depend on the order of the evidence's map keys", () => {
    holds(
      onDecision((decision, program, evidence) => {
        assert.deepEqual(decide(program, reversed(evidence) as Evidence), decision);
      }),
    );
  });

  it("does not depend on the order of approvals and check results", () => {
    holds(
      onDecision((decision, program, evidence) => {
        const turned = {
          ...evidence,
          approvals: [...(evidence.approvals ?? [])].reverse(),
          checks: [...(evidence.checks ?? [])].reverse(),
        };
        assert.equal(decide(program, turned).verdict, decision.verdict);
      }),
    );
  });

  it("does not depend on the order of the policy's map keys and lists", () => {
    holds(
      fc.property(gates, evidence, (gates, evidence) => {
        const program = programOf(gates);
        const turned = programOf(listsReversed(gates).map((gate) => reversed(gate) as object));
        fc.pre(program !== undefined && turned !== undefined);
        assert.equal(decide(turned, evidence).verdict, decide(program, evidence).verdict);
        assert.equal(turned.stages.get("production")?.digest, program.stages.get("production")?.digest);
      }),
    );
  });

  it("is never `allowed` while a gate that counts did not pass", () => {
    holds(
      onDecision(({ verdict, gates }) => {
        const open = gates.filter(({ level, outcome }) => level === "block" && outcome !== "passed" && outcome !== "skipped");
        assert.equal(
          verdict === "allowed",
          open.length === 0 && !(gates.length > 1 && gates.slice(1).every(({ outcome }) => outcome === "skipped")),
        );
      }),
    );
  });

  it("is never turned to `allowed` by one more gate, where a gate counted before", () => {
    holds(
      fc.property(gates, gate, evidence, (gates, added, evidence) => {
        const before = programOf(gates);
        const after = programOf([...gates, added]);
        fc.pre(before !== undefined && after !== undefined);
        const decision = decide(before, evidence);
        fc.pre(
          decision.gates.some(({ outcome }) => outcome !== "skipped") &&
            decision.code !== "nothing-evaluated" &&
            decision.verdict !== "allowed",
        );
        assert.notEqual(decide(after, evidence).verdict, "allowed");
      }),
    );
  });

  it("is never turned to `allowed` by taking away a metric, an approval or a passed check", () => {
    holds(
      onDecision((decision, program, evidence) => {
        fc.pre(decision.verdict !== "allowed");
        const { metrics = {} } = evidence.candidate;
        const poorer: Evidence[] = [
          ...Object.keys(metrics).map((name) => {
            const { [name]: _gone, ...others } = metrics;
            return { ...evidence, candidate: { ...evidence.candidate, metrics: others } };
          }),
          ...(evidence.approvals ?? []).flatMap(({ decision }, index) =>
            decision === "approve" ? [{ ...evidence, approvals: evidence.approvals?.toSpliced(index, 1) ?? [] }] : [],
          ),
          ...(evidence.checks ?? []).flatMap(({ status }, index) =>
            status === "passed" ? [{ ...evidence, checks: evidence.checks?.toSpliced(index, 1) ?? [] }] : [],
          ),
        ];
        for (const less of poorer) assert.notEqual(decide(program, less).verdict, "allowed");
      }),
    );
  });

  it("tells of a gate only an `until` at which it holds if nothing but time passes", () => {
    let told = 0;
    holds(
      onDecision(({ gates }, program, evidence) => {
        for (const { id, until } of flat(gates)) {
          if (until === undefined) continue;
          told += 1;
          assert.equal(flat(decide(program, evidence, until).gates).find((gate) => gate.id === id)?.outcome, "passed", `${id} at ${until}`);
        }
      }),
    );
    assert.ok(told > 0);
  });

  it("says `complete` only of remedies that are sufficient, and of which none can be left out", () => {
    let complete = 0;
    holds(
      onDecision((decision, program, evidence) => {
        fc.pre(decision.remedies.complete && decision.verdict !== "allowed");
        complete += 1;
        const { changes } = decision.remedies;
        const verdictAfter = (some: typeof changes): string => {
          const world = applyChanges({ evidence, now: Date.parse(decision.at) }, some, decision.to, decision.policy.stageDigest);
          return world === undefined ? "not applicable" : decide(program, world.evidence, new Date(world.now).toISOString()).verdict;
        };
        assert.equal(verdictAfter(changes), "allowed");
        changes.forEach((change, index) => {
          assert.notEqual(verdictAfter(changes.toSpliced(index, 1)), "allowed", `\`${change.text}\` can be left out`);
        });
      }),
    );
    assert.ok(complete > runs / 2);
  });
});

/** Small stages of approvals gates, and who can serve them. */
import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy, type Approval, type Decision, type Evidence, type GateResult, type Program } from "@muster/core";
import fc from "fast-check";
import { pluginGates } from "./plugin-gates.js";

export const people = ["a@x", "b@x", "c@x", "d@x", "e@x"] as const;
export const runs = Number(process.env["MUSTER_LAW_RUNS"] ?? 300);
export const holds = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: runs });

export interface Gate {
  readonly approvals: number;
  readonly from: readonly string[];
  readonly expires?: string;
  readonly veto?: boolean;
}

const options = { gates: pluginGates };

export const programOf = (gates: readonly object[], signed = "optional"): Program => {
  const stages = [{ name: "staging" }, { name: "production", gates: gates.map((gate, index) => ({ id: `g${index}`, ...gate })) }];
  const text = JSON.stringify({ version: 1, name: "small", models: ["m"], signed, stages });
  return compile(parsePolicy({ file: "small.promotion.json", text }, options), options);
};

export const evidenceOf = (approvals: readonly Approval[]): Evidence => ({
  model: "m",
  request: { to: "production", requester: "ci@x", at: "2026-11-20T10:00:00Z" },
  candidate: { version: "7", author: "erin@x", createdAt: "2026-11-01T00:00:00Z" },
  approvals,
});

export const decide = (program: Program, evidence: Evidence): Decision => {
  const decided = evaluate(program, evidence);
  assert.ok(decided.ok, decided.ok ? "" : decided.message);
  return decided.value;
};

export const gatesOf = (decision: Decision): readonly GateResult[] => decision.gates.filter(({ kind }) => kind === "approvals");

export const approve = (by: string): Approval => ({ by, decision: "approve", at: "2026-11-20T08:00:00Z" });

export const some = fc.subarray([...people], { minLength: 1 });
export const gate: fc.Arbitrary<Gate> = fc.record({ approvals: fc.integer({ min: 1, max: 3 }), from: some });
export const gates = fc.array(gate, { minLength: 1, maxLength: 4 });
const aging: fc.Arbitrary<Gate> = fc.record({
  approvals: fc.integer({ min: 1, max: 2 }),
  from: some,
  expires: fc.constantFrom("1d", "7d"),
  veto: fc.boolean(),
});
export const nested = fc.oneof(
  { weight: 2, arbitrary: aging },
  fc.tuple(fc.constantFrom("anyOf", "allOf"), fc.array(aging, { minLength: 1, maxLength: 3 })).map(([kind, gates]) => ({ [kind]: gates })),
);
const word: fc.Arbitrary<Approval> = fc.record({
  by: fc.constantFrom(...people),
  decision: fc.constantFrom("approve", "approve", "approve", "reject", "revoke"),
  at: fc.constantFrom("2026-11-15T08:00:00Z", "2026-11-19T08:00:00Z", "2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z"),
});
export const words = fc.array(word, { maxLength: 6 });

/** Every way to let each person serve one gate of those that take them, or none. */
const assignments = (takers: readonly (readonly number[])[]): readonly (readonly (number | undefined)[])[] =>
  takers.reduce<readonly (readonly (number | undefined)[])[]>(
    (ways, gates) => ways.flatMap((way) => [undefined, ...gates].map((gate) => [...way, gate])),
    [[]],
  );

export const most = (gates: readonly Gate[], approvers: readonly string[]): { readonly sum: number; readonly all: boolean } => {
  const takers = approvers.map((person) => gates.flatMap(({ from }, index) => (from.includes(person) ? [index] : [])));
  const filled = assignments(takers).map((way) =>
    gates.map(({ approvals }, index) => Math.min(approvals, way.filter((gate) => gate === index).length)),
  );
  return {
    sum: Math.max(...filled.map((counts) => counts.reduce((sum, count) => sum + count, 0))),
    all: filled.some((counts) => gates.every(({ approvals }, index) => counts[index] === approvals)),
  };
};

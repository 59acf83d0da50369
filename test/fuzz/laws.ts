/** What must hold of every decision, whatever was asked. Each throws what a user would see as a wrong answer. */
import assert from "node:assert/strict";
import { applyChanges, evaluate, judge, type Decision, type Evidence, type Program } from "@muster/core";

type GateResult = Decision["gates"][number];
type Outcome = GateResult["outcome"];

const all = ["failed", "unknown", "waiting", "passed"] as const;
const any = ["passed", "waiting", "unknown", "failed"] as const;
const verdicts = { failed: "denied", unknown: "unknown", waiting: "waiting", passed: "allowed" } as const;

/** The verdict follows from the gates, and a nested gate's result from those in it; nothing unknown promotes. */
export const followsFromItsGates = ({ verdict, gates }: Decision): void => {
  const counted = gates.filter(({ level }) => level === "block").map(({ outcome }) => outcome);
  const own = gates.filter(({ level, kind }) => level === "block" && kind !== "order").map(({ outcome }) => outcome);
  const outcomes: readonly Outcome[] = own.length > 0 && own.every((outcome) => outcome === "skipped") ? [...counted, "unknown"] : counted;
  const worst = all.find((outcome) => outcomes.includes(outcome)) ?? "passed";
  assert.equal(verdict, verdicts[worst], "the verdict does not follow from the gates");
  gates.forEach(nestedFollow);
};

const nestedFollow = ({ kind, outcome, code, gates = [] }: GateResult): void => {
  gates.forEach(nestedFollow);
  if (kind !== "anyOf" && kind !== "allOf") return;
  if (outcome === "skipped" || code === "when-unknown") return;
  const inner: readonly Outcome[] = gates.map((gate) => gate.outcome).filter((one) => one !== "skipped");
  const expected = (kind === "anyOf" ? any : all).find((one) => inner.includes(one)) ?? "unknown";
  assert.equal(outcome, expected, `${kind} does not follow from the gates in it`);
};

export interface Question {
  readonly to: string;
  readonly at: string;
  readonly action: "promote" | "rollback";
}

/** A program, and others that must decide the same. */
export interface Programs {
  readonly program: Program;
  /** Of the same text. */
  readonly again: Program;
  /** Of the same policy with its gates in another order; undefined where none is known. */
  readonly reversed: Program | undefined;
}

/** The same input gives the same bytes, by either way to decide and whatever the order of maps and of gates. */
export const staysTheSame = (decision: Decision, { program, again, reversed }: Programs, evidence: Evidence, question: Question): void => {
  const repeated = evaluate(again, backwards(evidence), question);
  const bytes = JSON.stringify(repeated.ok ? repeated.value : repeated);
  assert.equal(bytes, JSON.stringify(decision), "the same input, its maps in another order, is decided otherwise");
  const judged = judge(program, evidence, question);
  const { verdict, gates } = decision;
  assert.deepEqual(judged.ok ? judged.value : judged, { verdict, gates }, "`judge` and `evaluate` differ");
  if (reversed === undefined) return;
  const other = judge(reversed, evidence, question);
  assert.equal(other.ok ? other.value.verdict : other.message, verdict, "the order of the gates decides");
};

/** With every map in the opposite order. */
const backwards = <T>(value: T): T => {
  if (Array.isArray(value)) return (value as unknown[]).map(backwards) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, backwards(inner as unknown)] as const);
  return Object.fromEntries(entries.reverse()) as T;
};

const mostTried = 5;

/** Remedies that are called complete are sufficient, and none of them can be left out. */
export const areComplete = ({ remedies, verdict, policy }: Decision, program: Program, evidence: Evidence, question: Question): void => {
  const { complete, changes } = remedies;
  if (!complete || verdict === "allowed") return;
  const allowedAfter = (tried: typeof changes): boolean => {
    const world = applyChanges({ evidence, now: Date.parse(question.at) }, tried, question.to, policy.stageDigest);
    const decided = world && judge(program, world.evidence, { ...question, at: new Date(world.now).toISOString() });
    return decided?.ok === true && decided.value.verdict === "allowed";
  };
  assert.ok(allowedAfter(changes), "complete remedies do not suffice");
  changes.slice(0, mostTried).forEach((_, index) => {
    assert.ok(!allowedAfter(changes.toSpliced(index, 1)), "one of the complete remedies can be left out");
  });
};

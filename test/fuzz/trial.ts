/** One fuzzed input through everything that reads a user's text. Throws what a user would see as a crash or a wrong answer. */
import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy, readEvidence, type Decision, type Diagnostic } from "@muster/core";
import type { Corpus } from "./corpus.js";
import { mutate } from "./mutate.js";
import { randomOf } from "./random.js";

export interface Input {
  readonly policy: string;
  readonly evidence: string;
}

/** The input of this number: the same on every machine. */
export const inputOf = (seed: number, { policies, evidence }: Corpus): Input => {
  const random = randomOf(seed);
  const policy = random.pick(policies);
  const facts = random.pick(evidence);
  return {
    policy: random.next() < 0.8 ? mutate(policy, random, policies) : policy,
    evidence: random.next() < 0.5 ? mutate(facts, random, evidence) : facts,
  };
};

export const tryInput = ({ policy, evidence }: Input): void => {
  const parsed = parsePolicy({ file: "fuzz.promotion.yaml", text: policy });
  standInText(parsed.diagnostics, policy);
  assert.equal(
    parsed.policy === undefined,
    parsed.diagnostics.some(({ severity }) => severity === "error"),
    "a policy is usable exactly when it has no error",
  );
  const read = readEvidence({ file: "fuzz.json", text: evidence });
  standInText(read.diagnostics, evidence);
  assert.equal(
    read.evidence === undefined,
    read.diagnostics.some(({ severity }) => severity === "error"),
    "evidence is usable exactly when it has no error",
  );
  if (parsed.policy === undefined || read.evidence === undefined) return;
  const program = compile(parsed);
  for (const to of program.stages.keys()) {
    const decided = evaluate(program, read.evidence, { to, at: "2026-11-20T10:00:00Z" });
    if (decided.ok) isSound(decided.value);
  }
};

const standInText = (diagnostics: readonly Diagnostic[], text: string): void => {
  for (const { range, code } of diagnostics) {
    const { start, end } = range;
    assert.ok(
      start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length,
      `${code} stands outside of the text: ${start.offset}–${end.offset}`,
    );
  }
};

const isSound = (decision: Decision): void => {
  const open = decision.gates.filter(({ level, outcome }) => level === "block" && outcome !== "passed" && outcome !== "skipped");
  if (decision.verdict === "allowed") assert.equal(open.length, 0, "allowed although a gate did not pass");
  assert.deepEqual(JSON.parse(JSON.stringify(decision)), decision, "a decision is JSON");
};

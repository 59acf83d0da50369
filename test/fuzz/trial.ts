/** One fuzzed input through everything that reads a user's text. Throws what a user would see as a crash or a wrong answer. */
import assert from "node:assert/strict";
import { compile, evaluate, parsePolicy, readEvidence, type Decision, type Diagnostic, type Program } from "@muster/core";
import { composerByPieces } from "@muster/core/editor";
import { compose as composeGates } from "./compose.js";
import type { Corpus } from "./corpus.js";
import { areComplete, followsFromItsGates, staysTheSame } from "./laws.js";
import { mutate } from "./mutate.js";
import { randomOf, type Random } from "./random.js";
import { readsAlike } from "./reading.js";

export interface Input {
  readonly policy: string;
  /** The policy as it was before it was changed. */
  readonly before: string;
  /** The same policy with its gates in another order; undefined where none is known. */
  readonly reversed?: string;
  readonly evidence: string;
  readonly at: string;
  readonly action: "promote" | "rollback";
}

/** Clocks are set on two of these days; the last are the ends of what can be written. */
const instants = [
  "2026-11-20T10:00:00Z",
  "2026-11-20T10:00:00.001Z",
  "2026-03-29T01:00:00Z",
  "2026-10-25T00:30:00Z",
  "2024-02-29T23:59:59Z",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
];

/** The input of this number: the same on every machine. A sixth of them is put together, the others are texts changed at random. */
export const inputOf = (seed: number, corpus: Corpus): Input => {
  const random = randomOf(seed);
  const texts = seed % 6 === 0 ? composedTexts(random, corpus) : changedTexts(random, corpus);
  const at = random.next() < 0.7 ? "2026-11-20T10:00:00Z" : random.pick(instants);
  return { ...texts, at, action: random.next() < 0.9 ? "promote" : "rollback" };
};

type Texts = Pick<Input, "policy" | "before" | "reversed" | "evidence">;

const changedTexts = (random: Random, { policies, evidence }: Corpus): Texts => {
  const policy = random.pick(policies);
  const facts = random.pick(evidence);
  return {
    policy: random.next() < 0.8 ? mutate(policy, random, policies) : policy,
    before: policy,
    evidence: random.next() < 0.5 ? mutate(facts, random, evidence) : facts,
  };
};

const composedTexts = (random: Random, { fixtures }: Corpus): Texts => {
  const { policy, reversed, evidence } = composeGates(fixtures, random);
  const text = JSON.stringify(policy);
  return { policy: text, before: text, reversed: JSON.stringify(reversed), evidence: JSON.stringify(evidence) };
};

export const tryInput = ({ policy, before, reversed, evidence, at, action }: Input): void => {
  const compose = composerByPieces();
  for (const text of [before, policy]) readsAlike(text, compose);
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
  const programs = { program, again: programOf(policy), reversed: reversed === undefined ? undefined : programOf(reversed) };
  for (const to of program.stages.keys()) {
    const question = { to, at, action };
    const decided = evaluate(program, read.evidence, question);
    if (!decided.ok) continue;
    isSound(decided.value);
    followsFromItsGates(decided.value);
    staysTheSame(decided.value, programs, read.evidence, question);
    areComplete(decided.value, program, read.evidence, question);
  }
};

const programOf = (text: string): Program => compile(parsePolicy({ file: "fuzz.promotion.yaml", text }));

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

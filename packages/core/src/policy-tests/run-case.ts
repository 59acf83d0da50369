import type { Program } from "../compile.js";
import type { SourceRange } from "../diagnostics/diagnostic.js";
import { evaluate } from "../evaluate.js";
import type { Decision, GateResult, Location } from "../generated/decision.js";
import { sourcesOf, type Sources } from "../yaml/sources.js";
import type { PreparedCase } from "./check-policy-test.js";
import { expectedGates, type ExpectedGate } from "./expected-gates.js";
import type { ParsedPolicyTest } from "./read-policy-test.js";

/** Where a decision differs from what a case expects. */
export interface Difference {
  readonly about: "verdict" | "outcome" | "code" | "summary";
  /** The gate that it is about; absent for the verdict and the summary. */
  readonly gate?: string;
  readonly expected: string;
  readonly observed: string;
  /** Why it was decided so: the gate's message, or the decision's summary. */
  readonly message: string;
  /** Where the expectation stands. */
  readonly range: SourceRange;
  /** Where the gate stands in its policy. */
  readonly location?: Location;
}

export interface CaseResult {
  readonly name: string;
  /** Where its name stands. */
  readonly range: SourceRange;
  readonly passed: boolean;
  readonly differences: readonly Difference[];
  readonly decision: Decision;
  readonly prepared: PreparedCase;
}

/** Decides a case and compares. What the case does not mention is not compared. */
export const runCase = (program: Program, prepared: PreparedCase, { document }: ParsedPolicyTest): CaseResult => {
  const { name, range, evidence, to, at, action } = prepared;
  const decided = evaluate(program, evidence, { to, at, action });
  if (!decided.ok) throw new TypeError(`a case was prepared that cannot be decided: ${decided.message}`);
  const differences = compare(prepared, decided.value, sourcesOf([document.places]));
  return { name, range, passed: differences.length === 0, differences, decision: decided.value, prepared };
};

const compare = ({ written }: PreparedCase, decision: Decision, sources: Sources): readonly Difference[] => {
  const { expect } = written;
  const { verdict, summary } = typeof expect === "string" ? { verdict: expect } : expect;
  const [container, key] = typeof expect === "string" ? [written, "expect"] : [expect, "verdict"];
  const results = new Map(withNestedResults(decision.gates).map((result) => [result.id, result]));
  return [
    ...(verdict === undefined || verdict === decision.verdict
      ? []
      : [
          {
            about: "verdict" as const,
            expected: verdict,
            observed: decision.verdict,
            message: decision.summary,
            range: sources.locate(container, key),
          },
        ]),
    ...expectedGates(written).flatMap((expected) => compareGate(expected, results.get(expected.id), sources)),
    ...(summary === undefined || decision.summary.includes(summary)
      ? []
      : [
          {
            about: "summary" as const,
            expected: summary,
            observed: decision.summary,
            message: decision.summary,
            range: sources.locate(container, "summary"),
          },
        ]),
  ];
};

const compareGate = (
  { id, expectation, container }: ExpectedGate,
  result: GateResult | undefined,
  sources: Sources,
): readonly Difference[] => {
  const { outcome, code } = typeof expectation === "string" ? { outcome: expectation } : expectation;
  const rangeOf = (key: "outcome" | "code") =>
    typeof expectation === "string" ? sources.locate(container, id) : sources.locate(expectation, key);
  const reason = {
    message: result?.message ?? "the stage did not ask this gate",
    ...(result !== undefined && { location: result.location }),
  };
  const differ = (about: "outcome" | "code", expected: string | undefined): readonly Difference[] =>
    expected === undefined || expected === result?.[about]
      ? []
      : [{ about, gate: id, expected, observed: result?.[about] ?? "not judged", ...reason, range: rangeOf(about) }];
  return [...differ("outcome", outcome), ...differ("code", code)];
};

/** The results of gates with those of the gates nested in them. */
export const withNestedResults = (results: readonly GateResult[]): readonly GateResult[] =>
  results.flatMap((result) => [result, ...withNestedResults(result.gates ?? [])]);

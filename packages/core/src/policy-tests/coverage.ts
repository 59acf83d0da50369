import type { CompiledStage, Program } from "../compile.js";
import { orderId } from "../gates/default-id.js";
import type { CompiledGate, JudgedOutcome } from "../gates/define-gate.js";
import type { BoundPoint, GateBound } from "../gates/gate-bound.js";
import { outcomesOf } from "../gates/outcomes-of.js";
import { withNested } from "../gates/with-nested.js";
import type { GateResult, Location } from "../generated/decision.js";
import { readInstant } from "../time/instant.js";
import type { Sources } from "../yaml/sources.js";
import { withNestedResults, type CaseResult } from "./run-case.js";

/** Something that a policy's tests should show, and the names of the cases that do. */
export interface CoveragePoint<Name extends string = string> {
  readonly name: Name;
  readonly shownBy: readonly string[];
}

export interface BoundCoverage {
  /** The gate's key that sets the bound, such as `min`. */
  readonly key: string;
  /** As the policy has it. */
  readonly written: string;
  readonly location: Location;
  readonly points: readonly CoveragePoint<BoundPoint>[];
}

export interface GateCoverage {
  readonly id: string;
  readonly kind: string;
  readonly location: Location;
  readonly outcomes: readonly CoveragePoint<JudgedOutcome>[];
  readonly bounds: readonly BoundCoverage[];
}

export interface StageCoverage {
  readonly stage: string;
  readonly action: "promote" | "rollback";
  readonly gates: readonly GateCoverage[];
}

/** What the tests of a policy show of it: every outcome of every gate, and every bound just below, at and just above it. */
export interface PolicyCoverage {
  readonly policy: string;
  readonly file: string;
  /** Those that ask for something. */
  readonly stages: readonly StageCoverage[];
  readonly shown: number;
  readonly total: number;
}

/** Counts what cases that passed show of their policy: a case that failed shows nothing that anybody wanted. */
export const coverageOf = (program: Program, sources: Sources, results: readonly CaseResult[]): PolicyCoverage => {
  const passed = results.filter((result) => result.passed);
  const stages = [...program.stages.values()].flatMap((stage) =>
    (["promote", "rollback"] as const).flatMap((action): readonly StageCoverage[] => {
      const cases = passed.filter(({ prepared }) => prepared.to === stage.name && prepared.action === action).map(casesByGate);
      const order = action === "promote" && stage.after !== undefined && !stage.isEntry ? [orderCoverage(stage, cases)] : [];
      const own = withNested(action === "promote" ? stage.gates : stage.rollback).map((gate) =>
        gateCoverage(gate, { cases, sources, entry: program.entry }),
      );
      const gates = [...order, ...own];
      return gates.length === 0 ? [] : [{ stage: stage.name, action, gates }];
    }),
  );
  const points = stages.flatMap(({ gates }) =>
    gates.flatMap(({ outcomes, bounds }) => [...outcomes, ...bounds.flatMap((bound): readonly CoveragePoint[] => bound.points)]),
  );
  const shown = points.filter(({ shownBy }) => shownBy.length > 0).length;
  return { policy: program.name, file: program.file, stages, shown, total: points.length };
};

interface CaseByGate {
  readonly result: CaseResult;
  readonly gates: ReadonlyMap<string, GateResult>;
}

const casesByGate = (result: CaseResult): CaseByGate => ({
  result,
  gates: new Map(withNestedResults(result.decision.gates).map((gate) => [gate.id, gate])),
});

const shownBy = (cases: readonly CaseByGate[], shows: (one: CaseByGate) => boolean): readonly string[] =>
  cases.filter(shows).map(({ result }) => result.name);

const outcomePoint = (cases: readonly CaseByGate[], id: string, name: JudgedOutcome): CoveragePoint<JudgedOutcome> => ({
  name,
  shownBy: shownBy(cases, ({ gates }) => gates.get(id)?.outcome === name),
});

/** What the order gate cannot tell is a matter of registry and ledger, not of the policy. */
const orderCoverage = ({ location }: CompiledStage, cases: readonly CaseByGate[]): GateCoverage => ({
  id: orderId,
  kind: orderId,
  location,
  outcomes: (["passed", "failed"] as const).map((name) => outcomePoint(cases, orderId, name)),
  bounds: [],
});

interface Shown {
  readonly cases: readonly CaseByGate[];
  readonly sources: Sources;
  readonly entry: string | undefined;
}

const gateCoverage = (gate: CompiledGate, { cases, sources, entry }: Shown): GateCoverage => {
  const { id, kind, location } = gate.fixed;
  const boundCoverage = (bound: GateBound): BoundCoverage => {
    const { file, start, end } = sources.locate(gate.config, bound.key);
    const reached = cases.map((one) => ({ name: one.result.name, points: reachedIn(one, gate, bound, entry) }));
    return {
      key: bound.key,
      written: bound.written,
      location: { file, line: start.line, column: start.column, length: end.offset - start.offset },
      points: bound.points.map((name) => ({
        name,
        shownBy: reached.filter(({ points }) => points.includes(name)).map((one) => one.name),
      })),
    };
  };
  return {
    id,
    kind,
    location,
    outcomes: said(gate, () => outcomesOf(gate), ["passed", "failed"]).map((name) => outcomePoint(cases, id, name)),
    bounds: said(gate, () => gate.kind.bounds?.(gate.prepared, gate.config) ?? [], []).map(boundCoverage),
  };
};

const reachedIn = (
  { result, gates }: CaseByGate,
  gate: CompiledGate,
  bound: GateBound,
  entry: string | undefined,
): readonly BoundPoint[] => {
  const judged = gates.get(gate.id);
  if (judged === undefined || judged.outcome === "skipped") return [];
  const { evidence } = result.prepared;
  return said(gate, () => bound.reached(judged, { evidence, now: readInstant(result.decision.at) ?? 0, entry }), []);
};

/** What a gate says of itself; a plugin that throws has nothing to say. */
const said = <T>(gate: CompiledGate, ask: () => T, otherwise: T): T => {
  if (!gate.isPlugin) return ask();
  try {
    return ask();
  } catch {
    return otherwise;
  }
};

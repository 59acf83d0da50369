import type { GateBound } from "./gate-bound.js";
import type { DiagnosticCode } from "../diagnostics/codes.js";
import type { Severity } from "../diagnostics/diagnostic.js";
import type { Change, GateResult, Outcome } from "../generated/decision.js";
import type { Evidence } from "../generated/evidence.js";
import type { Gate, Policy, Stage } from "../generated/policy.js";
import type { People } from "../identity/people.js";
import type { JsonSchema } from "../schema/compose.js";
import type { Validate } from "../schema/validate.js";

/** Evidence that a gate looks at, so that it can be collected before, and completed and shown in an editor. */
export type Requirement =
  | { readonly need: "metric" | "tag" | "param" | "check" | "stage"; readonly name: string }
  /** A stage's name, or `version:<version>`. */
  | { readonly need: "baseline"; readonly of: string }
  | { readonly need: "approvals" };

/** The stages of which a candidate must hold one (or all) before it may enter a stage. */
export interface After {
  readonly stages: readonly string[];
  readonly all: boolean;
  /** Such as `` `staging` or `canary` ``. */
  readonly phrase: string;
}

/** What a gate is compiled in. */
export interface GateContext {
  readonly policy: Policy;
  readonly stage: Stage;
  /** Undefined for a first stage: nothing comes before it. */
  readonly after: After | undefined;
  /** The first stage where it has no gates: every registered version is in it. */
  readonly entry: string | undefined;
  readonly people: People;
  /** For `anyOf` and `allOf`. */
  compileNested(gates: readonly Gate[]): readonly CompiledGate[];
}

/** The facts that a gate is evaluated on. The evidence has the shape of its schema; its values may be anything that the schema allows. */
export interface Facts {
  readonly evidence: Evidence;
  readonly action: "promote" | "rollback";
  /** The target stage. */
  readonly to: string;
  readonly requester: string | undefined;
  /** The instant of the decision, in milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  /** The digest of the target stage's gates. */
  readonly stageDigest: string;
  /** The entry stage, if there is one. */
  readonly entry: string | undefined;
  /** For `anyOf` and `allOf`: a nested gate's result, with its `when` and its allotment; `at`: if nothing but time had passed. */
  evaluateNested(gate: CompiledGate, at?: number): Judged;
}

/** An outcome of a gate that was asked. */
export type JudgedOutcome = Exclude<Outcome, "skipped">;

/** What a gate found. */
export interface Finding extends Found {
  readonly outcome: Outcome;
  /** One of the kind's `codes`. */
  readonly code: string;
  readonly message: string;
  /** The smallest changes that together make the gate pass; absent where that cannot be told. */
  readonly changes?: readonly Change[] | undefined;
}

type Found = {
  readonly [Key in "expected" | "observed" | "baseline" | "margin" | "measurements" | "people" | "until" | "remedy" | "gates"]?:
    GateResult[Key] | undefined;
};

/** To be filled key by key where it is made: many gates are judged at every decision, and copies are what costs. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A finding to be filled in. All have one shape: objects of many shapes take several times as long to read. */
export const newFinding = (outcome: Outcome, code: string, message: string): Writable<Finding> => ({
  outcome,
  code,
  message,
  expected: undefined,
  observed: undefined,
  baseline: undefined,
  margin: undefined,
  measurements: undefined,
  people: undefined,
  until: undefined,
  remedy: undefined,
  gates: undefined,
  changes: undefined,
});

/** A gate's result and what would make it pass. */
export interface Judged {
  readonly result: GateResult;
  changes(): readonly Change[] | undefined;
}

/** A problem that a kind finds in its own keys. */
export interface GateProblem {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** The key that it is about; default: the kind key. */
  readonly key?: string;
  /** The container of `key`, where that is not the gate itself. */
  readonly container?: object;
  /** The part of the value's text that it is about, in UTF-16 code units. */
  readonly part?: { readonly offset: number; readonly length: number };
  /** A text to put in the place of the value, or of that part. */
  readonly replacement?: string;
}

/**
 * A gate kind, built in or of a plugin.
 * `Config`: the gate's keys, checked against `schema`. `Prepared`: what `prepare` makes of them once, when a policy is compiled.
 */
export interface GateKind<Config extends object, Prepared, Allotment = never> {
  /** The kind key; for a plugin's gate, the name that `uses` takes. */
  readonly kind: string;
  /** The version of the plugin that the kind comes from; absent for a built-in kind. */
  readonly version?: string;
  /** Of the gate's own keys; for a plugin's gate, of `with`. */
  readonly schema: JsonSchema;
  /** Compiled from `schema`. A plugin may leave it out: whoever loads the plugin compiles it. */
  readonly validate?: Validate;
  /** Every code that `evaluate` may give, with what it means. */
  readonly codes: Readonly<Record<string, string>>;
  /** The default id is `<kind>:<argument>`; absent: `<kind>`. */
  argument?(config: Config): string | undefined;
  /** What is wrong with the keys beyond their schema. A gate with an error is never prepared. */
  check?(config: Config, context: Omit<GateContext, "compileNested">): readonly GateProblem[];
  prepare(config: Config, context: GateContext): Prepared;
  requires(prepared: Prepared): readonly Requirement[];
  /** What the stage digest covers; default: `own`, the keys that are the kind's alone. JSON data. */
  essence?(prepared: Prepared, own: Config): unknown;
  /** Divides what gates of this kind in one stage must share, such as people, before they are evaluated one by one. In the order of the policy. */
  allot?(gates: readonly Prepared[], facts: Facts): ReadonlyMap<Prepared, Allotment>;
  /** The outcomes that `evaluate` may give, which tests of a policy are asked to show. Default: passed and failed. */
  outcomes?(prepared: Prepared): readonly JudgedOutcome[];
  /** The bounds that it sets, which tests of a policy are asked to try. Default: none. */
  bounds?(prepared: Prepared, config: Config): readonly GateBound[];
  /** What would make the gate pass, where that takes work that only remedies are worth. Default: the `changes` of the finding. Pure. */
  changes?(prepared: Prepared, facts: Facts, finding: Finding): readonly Change[] | undefined;
  /** Pure: the same arguments give the same finding. */
  evaluate(prepared: Prepared, facts: Facts, allotment: Allotment | undefined): Finding;
}

/** A gate kind with its types erased: what the engine works with. */
export type DefinedGate = GateKind<object, unknown, unknown>;

/** A gate of a policy, ready to be evaluated. */
export interface CompiledGate {
  readonly id: string;
  readonly level: "block" | "warn";
  readonly kind: DefinedGate;
  readonly config: Gate;
  readonly prepared: unknown;
  readonly requirements: readonly Requirement[];
  readonly when: ((facts: Facts) => ConditionResult) | undefined;
  /** The parts of the result that do not depend on the evidence. */
  readonly fixed: Pick<GateResult, "id" | "kind" | "level" | "location" | "note" | "docs">;
  /** For `anyOf` and `allOf`. */
  readonly nested: readonly CompiledGate[];
  /** Whether it is somebody else's code. */
  readonly isPlugin: boolean;
  /** Whether it, or a gate nested in it, divides something with other gates. */
  readonly shares: boolean;
  /** What the stage digest covers. */
  readonly essence: unknown;
}

/** Whether a condition holds; `unknown` where that cannot be told, with the reason and what to do in words. */
export type ConditionResult = { readonly holds: boolean } | { readonly unknown: string; readonly remedy?: string };

/** Defines a gate kind: the same function for a built-in kind and for a plugin's. */
export const defineGate = <Config extends object, Prepared, Allotment = never>(kind: GateKind<Config, Prepared, Allotment>): DefinedGate =>
  // The engine hands a kind only configs that its own `validate` accepted, and its own prepared values and allotments.
  kind;

import { canonicalJson, digestOf, inCanonicalOrder } from "./canonical/digest.js";
import { textEssence } from "./conditions/text-condition.js";
import { compileCondition, requirementsOf } from "./conditions/when.js";
import type { CompiledGate, DefinedGate, After } from "./gates/define-gate.js";
import { builtInGates } from "./gates/built-in.js";
import { defaultId } from "./gates/default-id.js";
import { kindOf, kindsOf, type Kinds } from "./gates/kind-of.js";
import type { Engine, Location } from "./generated/decision.js";
import type { Gate, Policy, Stage } from "./generated/policy.js";
import { modelMatcher } from "./patterns/glob.js";
import { keepingLast } from "./last-answer.js";
import { peopleOf } from "./identity/people.js";
import { afterOf, entryOf } from "./policy/stage-order.js";
import type { ParsedPolicy } from "./parse.js";
import { version } from "./version.js";
import type { Sources } from "./yaml/sources.js";
import type { SourceRange } from "./diagnostics/diagnostic.js";

/** A stage, ready to be decided. */
export interface CompiledStage {
  readonly name: string;
  /** Undefined for a first stage: nothing comes before it. */
  readonly after: After | undefined;
  /** Whether every registered version is in it: a first stage without gates. */
  readonly isEntry: boolean;
  readonly gates: readonly CompiledGate[];
  /** The gates of a rollback to an earlier version. */
  readonly rollback: readonly CompiledGate[];
  /** `sha256:<hex>` of the gates, the resolved group members and `after`: what approvals are bound to. */
  readonly digest: string;
  /** Where its order is written: `after`, or the stage's name. */
  readonly location: Location;
}

/** A policy, ready to decide. */
export interface Program {
  readonly engine: Engine;
  readonly name: string;
  readonly file: string;
  /** `sha256:<hex>` of the policy's text and of the texts that it extends. */
  readonly digest: string;
  /** Everything that the digest covers, by its own digest. */
  readonly texts: Readonly<Record<string, string>>;
  /** Whether the policy's patterns include a model. */
  readonly governs: (model: string) => boolean;
  readonly policy: Policy;
  readonly entry: string | undefined;
  readonly stages: ReadonlyMap<string, CompiledStage>;
}

export interface CompileOptions {
  /** The gates of plugins, besides the built-in kinds. */
  readonly gates?: readonly DefinedGate[];
  /** The version of the host's time-zone data, such as `2026a`; recorded in every decision. */
  readonly timeZoneData?: string;
}

/**
 * Makes a program of a policy without errors.
 * @throws TypeError when the policy has an error: look at `parsed.policy` first.
 */
export const compile = (parsed: ParsedPolicy, options: CompileOptions = {}): Program => {
  const { policy, sources } = parsed;
  if (policy === undefined) throw new TypeError(`\`${parsed.file}\` has errors and cannot be compiled`);
  const kinds = kindsOf(builtInGates, options.gates ?? []);
  const entry = entryOf(policy);
  const stages = policy.stages.map((stage, index) => compileStage({ policy, stage, after: afterOf(policy, index), entry, kinds, sources }));
  const used = new Map(stages.flatMap((stage) => [...stage.gates, ...stage.rollback].flatMap(pluginsOf)));
  return {
    engine: {
      name: "muster",
      version,
      ...(options.timeZoneData !== undefined && { timeZoneData: options.timeZoneData }),
      plugins: [...used].map(([name, version]) => ({ name, version })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
    name: policy.name,
    file: parsed.file,
    digest: parsed.digest,
    texts: parsed.texts,
    governs: keepingLast(modelMatcher(policy.models)),
    policy,
    entry,
    stages: new Map(stages.map((stage) => [stage.name, stage])),
  };
};

interface StageParts {
  readonly policy: Policy;
  readonly stage: Stage;
  readonly after: After | undefined;
  readonly entry: string | undefined;
  readonly kinds: Kinds;
  readonly sources: Sources;
}

const compileStage = ({ policy, stage, after, entry, kinds, sources }: StageParts): CompiledStage => {
  const people = peopleOf(policy);
  const compileAll = (gates: readonly Gate[], ids: Map<string, number>): readonly CompiledGate[] =>
    gates.map((gate) => compileGate(gate, ids));
  const compileGate = (gate: Gate, ids: Map<string, number>): CompiledGate => {
    const found = kindOf(gate, kinds);
    if (found === undefined) throw new TypeError(`a gate of \`${stage.name}\` has no known kind although its policy has no error`);
    const { kind, config, key } = found;
    const id = gate.id ?? unique(defaultId(kind, config), ids);
    const level = gate.level ?? "block";
    const nested: CompiledGate[] = [];
    const compileNested = (gates: readonly Gate[]): readonly CompiledGate[] => {
      nested.push(...compileAll(gates, ids));
      return nested;
    };
    const own = key === "uses" ? config : ownKeys(config);
    const prepared = kind.prepare(config, { policy, stage, after, entry, people, compileNested });
    return {
      id,
      level,
      kind,
      config: gate,
      prepared,
      requirements: [...kind.requires(prepared), ...(gate.when === undefined ? [] : requirementsOf(gate.when, stage.name))],
      when: gate.when === undefined ? undefined : compileCondition(gate.when, stage.name),
      fixed: {
        id,
        kind: kind.kind,
        level,
        location: headLocation(sources, gate, key),
        ...(gate.message !== undefined && { note: gate.message }),
        ...(gate.docs !== undefined && { docs: gate.docs }),
      },
      nested,
      isPlugin: key === "uses",
      shares: kind.allot !== undefined || nested.some(({ shares }) => shares),
      essence: {
        level,
        when: typeof gate.when === "object" ? textEssence(gate.when) : (gate.when ?? null),
        kind: kind.kind,
        gate: kind.essence?.(prepared, own) ?? own,
      },
    };
  };
  const gates = compileAll(stage.gates ?? [], new Map());
  const order = after && { all: after.all, stages: [...after.stages].sort() };
  return {
    name: stage.name,
    after,
    isEntry: stage.name === entry,
    gates,
    rollback: compileAll(stage.rollback?.gates ?? [], new Map()),
    digest: digestOf({
      stage: stage.name,
      signed: policy.signed ?? "optional",
      after: order ?? null,
      gates: inCanonicalOrder(gates.map(({ essence }) => essence)).map(canonicalJson),
    }),
    location: locationOf(stage.after === undefined ? sources.locate(stage, "name", "value") : sources.locate(stage, "after", "value")),
  };
};

const unique = (id: string, seen: Map<string, number>): string => {
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  return count === 1 ? id : `${id}#${count}`;
};

const ownKeys = (config: object): object => {
  const { id: _id, message: _message, docs: _docs, level: _level, when: _when, ...own } = config as Record<string, unknown>;
  return own;
};

const locationOf = ({ file, start, end }: SourceRange): Location => ({
  file,
  line: start.line,
  column: start.column,
  length: end.offset - start.offset,
});

/** A gate's first line: its kind key, with the value where that stands beside it. */
const headLocation = (sources: Sources, gate: Gate, key: string): Location => {
  const head = sources.locate(gate, key, "key");
  const value = sources.locate(gate, key, "value");
  return locationOf(value.end.line === head.start.line ? { ...head, end: value.end } : head);
};

const pluginsOf = (gate: CompiledGate): readonly (readonly [string, string])[] => [
  ...(gate.kind.version === undefined ? [] : [[gate.kind.kind, gate.kind.version] as const]),
  ...gate.nested.flatMap(pluginsOf),
];

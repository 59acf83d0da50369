import type { Gate, UsesGate } from "../generated/policy.js";
import type { DefinedGate } from "./define-gate.js";

/** The kinds of a policy: the built-in ones by kind key, the plugins' by the name that `uses` takes. */
export interface Kinds {
  readonly builtIn: ReadonlyMap<string, DefinedGate>;
  readonly plugin: ReadonlyMap<string, DefinedGate>;
}

export const kindsOf = (builtIn: readonly DefinedGate[], plugins: readonly DefinedGate[]): Kinds => ({
  builtIn: new Map(builtIn.map((gate) => [gate.kind, gate])),
  plugin: new Map(plugins.map((gate) => [gate.kind, gate])),
});

/** The kind that decides a gate, its kind key, and the keys that are the kind's own: for a plugin's gate, those under `with`. */
export const kindOf = (
  gate: Gate,
  kinds: Kinds,
): { readonly kind: DefinedGate; readonly key: string; readonly config: object } | undefined => {
  if (isUses(gate)) {
    const kind = kinds.plugin.get(gate.uses);
    return kind && { kind, key: "uses", config: gate.with ?? {} };
  }
  for (const key of Object.keys(gate)) {
    const kind = kinds.builtIn.get(key);
    if (kind !== undefined) return { kind, key, config: gate };
  }
  return undefined;
};

const isUses = (gate: Gate): gate is UsesGate => Object.hasOwn(gate, "uses");

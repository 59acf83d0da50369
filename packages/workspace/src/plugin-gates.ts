import { readPluginManifest, type DefinedGate } from "@muster/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { unusable } from "./unusable-plugin.js";

/** The gates that a plugin's module exports, checked against what the plugin says of itself and ready for the engine. */
export const gatesOf = (plugin: string, said: unknown, exported: unknown): readonly DefinedGate[] => {
  const manifest = readPluginManifest(said);
  if (!manifest.ok) throw unusable(plugin, new Error(manifest.message));
  const { gates: names, version } = manifest.value;
  if (!Array.isArray(exported) || !exported.every(isGate))
    throw unusable(plugin, new Error("its export `gates` is not a list of gates made with `defineGate`"));
  const kinds = exported.map(({ kind }) => kind);
  const differing = [...names.filter((name) => !kinds.includes(name)), ...kinds.filter((kind) => !names.includes(kind))];
  if (differing[0] !== undefined)
    throw unusable(plugin, new Error(`\`${differing[0]}\` is either in its manifest or in its export \`gates\`, not in both`));
  return exported.map((gate) => ({ ...guarded(plugin, gate), version, validate: gate.validate ?? validatorOf(plugin, gate) }));
};

const isGate = (value: unknown): value is DefinedGate => {
  if (typeof value !== "object" || value === null) return false;
  const gate = value as Partial<Record<keyof DefinedGate, unknown>>;
  const objects = [gate.schema, gate.codes].every((part) => typeof part === "object" && part !== null);
  return (
    objects && typeof gate.kind === "string" && [gate.prepare, gate.requires, gate.evaluate].every((part) => typeof part === "function")
  );
};

/** What a plugin throws while a policy is read is told as the plugin's; what it throws while it judges is the engine's to tell. */
const guarded = (plugin: string, gate: DefinedGate): DefinedGate => {
  const guard =
    <Args extends readonly unknown[], T>(run: (...args: Args) => T) =>
    (...args: Args): T => {
      try {
        return run(...args);
      } catch (error) {
        throw unusable(plugin, error);
      }
    };
  return {
    ...gate,
    prepare: guard(gate.prepare.bind(gate)),
    requires: guard(gate.requires.bind(gate)),
    ...(gate.check && { check: guard(gate.check.bind(gate)) }),
    ...(gate.argument && { argument: guard(gate.argument.bind(gate)) }),
    ...(gate.essence && { essence: guard(gate.essence.bind(gate)) }),
  };
};

const validatorOf = (plugin: string, { schema }: DefinedGate): NonNullable<DefinedGate["validate"]> => {
  try {
    return new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  } catch (error) {
    throw unusable(plugin, error);
  }
};

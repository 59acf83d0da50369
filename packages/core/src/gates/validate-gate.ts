import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { suggest } from "../diagnostics/suggest.js";
import { violationDiagnostics } from "../diagnostics/violations.js";
import { quoted } from "../diagnostics/wording.js";
import { policyFrameSchema, usesSchema } from "../generated/schemas.js";
import { validateUsesGate } from "../generated/validators.js";
import type { Validate } from "../schema/validate.js";
import { removal } from "../yaml/edits.js";
import { isList, isMapping } from "../yaml/plain-data.js";
import type { Sources } from "../yaml/sources.js";
import type { JsonSchema } from "../schema/compose.js";
import type { DefinedGate } from "./define-gate.js";
import type { Kinds } from "./kind-of.js";

export interface GateValidation {
  readonly sources: Sources;
  readonly kinds: Kinds;
}

const deepest = 8;

type GateData = Readonly<Record<string, unknown>>;

/** Where a gate is not as the schema of its kind says; nested gates too. */
export const validateGate = (gate: GateData, validation: GateValidation, depth = 0): readonly Diagnostic[] => {
  const { sources, kinds } = validation;
  const [key, second] = Object.keys(gate).filter((name) => kinds.builtIn.has(name) || name === "uses");
  if (key === undefined) return [unknownKind(gate, validation)];
  if (second !== undefined) {
    return [
      diagnosticAt(
        sources.locate(gate, second, "key"),
        "several-kinds",
        `a gate has one kind, and this one has \`${key}\` and \`${second}\``,
        { help: "make two gates of it" },
      ),
    ];
  }
  if (key === "uses") return [...violationsOf(gate, usesSchema, validateUsesGate, sources), ...validatePlugin(gate, validation)];
  const kind = kinds.builtIn.get(key);
  const own = kind === undefined ? [] : violationsOf(gate, kind.schema, validateOf(kind), sources);
  return [...own, ...nestedGates(gate, key).flatMap((nested) => validateNested(nested, validation, depth + 1))];
};

const violationsOf = (gate: GateData, schema: JsonSchema, validate: Validate, sources: Sources): readonly Diagnostic[] => {
  if (validate(gate)) return [];
  const properties = { ...schema.properties, ...policyFrameSchema.$defs.common.properties };
  return violationDiagnostics(validate.errors ?? [], {
    data: gate,
    schema: { ...schema, properties },
    shared: policyFrameSchema.$defs,
    sources,
  });
};

const validateOf = ({ kind, validate }: DefinedGate): Validate => {
  if (validate === undefined) throw new TypeError(`the schema of gate \`${kind}\` was not compiled when its plugin was loaded`);
  return validate;
};

const nestedGates = (gate: GateData, key: string): readonly GateData[] => {
  const nested = key === "anyOf" || key === "allOf" ? gate[key] : [];
  return isList(nested) ? nested.filter(isMapping) : [];
};

const validateNested = (gate: GateData, validation: GateValidation, depth: number): readonly Diagnostic[] => {
  const { sources } = validation;
  if (depth > deepest) {
    return [
      diagnosticAt(sources.locate(gate, ""), "nested-too-deep", `gates are nested more than ${deepest} deep`, {
        help: "write fewer levels of `anyOf` and `allOf`",
      }),
    ];
  }
  const level = Object.hasOwn(gate, "level")
    ? [
        diagnosticAt(sources.locate(gate, "level", "key"), "nested-level", "a nested gate has no `level` of its own", {
          help: "put `level` on the stage's own gate",
          fix: removal(sources, gate, "level", "remove `level`"),
        }),
      ]
    : [];
  return [...level, ...validateGate(gate, validation, depth)];
};

const validatePlugin = (gate: GateData, { sources, kinds }: GateValidation): readonly Diagnostic[] => {
  const name = gate["uses"];
  const config = Object.hasOwn(gate, "with") ? gate["with"] : {};
  if (typeof name !== "string" || !isMapping(config)) return [];
  const plugin = kinds.plugin.get(name);
  if (plugin === undefined) {
    const meant = suggest(name, kinds.plugin.keys());
    const help = meant === undefined ? "name its plugin under `plugins` in the configuration" : `did you mean \`${meant}\`?`;
    return [
      diagnosticAt(sources.locate(gate, "uses", "value"), "unknown-plugin", `there is no plugin gate \`${name}\``, {
        help,
        replacement: meant && JSON.stringify(meant),
      }),
    ];
  }
  const validate = validateOf(plugin);
  if (validate(config)) return [];
  const elsewhere = Object.hasOwn(gate, "with") ? {} : { elsewhere: sources.locate(gate, "uses") };
  return violationDiagnostics(validate.errors ?? [], { data: config, schema: plugin.schema, sources, ...elsewhere });
};

const unknownKind = (gate: GateData, { sources, kinds }: GateValidation): Diagnostic => {
  const names = [...kinds.builtIn.keys(), "uses"];
  for (const key of Object.keys(gate)) {
    const meant = Object.hasOwn(policyFrameSchema.$defs.common.properties, key) ? undefined : suggest(key, names);
    if (meant === undefined) continue;
    return diagnosticAt(sources.locate(gate, key, "key"), "unknown-kind", `\`${key}\` is not a kind of gate`, {
      help: `did you mean \`${meant}\`?`,
      replacement: meant,
    });
  }
  return diagnosticAt(sources.locate(gate, ""), "unknown-kind", "the gate has no kind that is known", {
    help: `write one of ${quoted(names).join(", ")}`,
  });
};

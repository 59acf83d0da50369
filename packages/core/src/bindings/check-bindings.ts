import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { suggest } from "../diagnostics/suggest.js";
import { quoted } from "../diagnostics/wording.js";
import type { Config } from "../generated/config.js";
import type { ParsedPolicy } from "../parse.js";
import { entryOf } from "../policy/stage-order.js";
import type { Sources } from "../yaml/sources.js";
import { bindingProblems, unboundProblem } from "./bindings.js";

/** A configuration and where it stands in its text. */
export interface PlacedConfig {
  readonly config: Config;
  readonly sources: Sources;
}

/** Stages that the registry cannot keep as the configuration binds them. */
export const checkBindings = ({ config: { registry }, sources }: PlacedConfig): readonly Diagnostic[] => {
  if (registry?.type !== "mlflow" || registry.stages === undefined) return [];
  const { stages, registeredAs } = registry;
  return bindingProblems(stages, registeredAs).map(({ code, stage, key, message, help }) => {
    const binding = stages[stage];
    const range = key === undefined || binding === undefined ? sources.locate(stages, stage, "key") : sources.locate(binding, key);
    return diagnosticAt(range, code, message, { help });
  });
};

/** Stages of a policy that the registry cannot keep: they are not bound, and the alias of their name is none or another stage's. */
export const unkeptStages = ({ policy, sources }: ParsedPolicy, { registry }: Config): readonly Diagnostic[] => {
  if (policy === undefined || registry?.type !== "mlflow") return [];
  const { stages: bindings = {} } = registry;
  const entry = entryOf(policy);
  return policy.stages.flatMap((stage) => {
    // Every registered version is in an entry stage: no alias says so.
    if (stage.name === entry || Object.hasOwn(bindings, stage.name)) return [];
    const problem = unboundProblem(stage.name, bindings);
    return problem === undefined
      ? []
      : [diagnosticAt(sources.locate(stage, "name"), problem.code, problem.message, { help: problem.help })];
  });
};

/** Bindings of stages that no policy has: the stage that was meant is kept as the alias of its own name. */
export const strayBindings = (
  { config: { registry }, sources }: PlacedConfig,
  policies: readonly ParsedPolicy[],
): readonly Diagnostic[] => {
  if (registry?.type !== "mlflow" || registry.stages === undefined) return [];
  const { stages } = registry;
  const sound = policies.flatMap(({ policy }) => policy ?? []);
  if (sound.length === 0 || sound.length < policies.length) return [];
  const names = [...new Set(sound.flatMap((policy) => policy.stages.map(({ name }) => name)))];
  return Object.keys(stages).flatMap((stage) => {
    if (names.includes(stage)) return [];
    const meant = suggest(stage, names);
    return [
      diagnosticAt(sources.locate(stages, stage, "key"), "unknown-stage", `no policy has a stage \`${stage}\``, {
        severity: "warning",
        help: meant === undefined ? `the stages are ${quoted(names).join(", ")}` : `did you mean \`${meant}\`?`,
        replacement: meant,
      }),
    ];
  });
};

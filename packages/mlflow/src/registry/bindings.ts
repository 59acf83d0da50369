import { failure, success, type Result } from "@muster/core";

/** How a stage is kept in MLflow. A stage that is not bound is kept as the alias of its own name. */
export type StageBinding = AliasBinding | LegacyStageBinding | CopyBinding;

/** The version that an alias of the model names. */
export interface AliasBinding {
  readonly alias: string;
}

/** The version with the highest number in one of MLflow's own stages, which is what `models:/NAME/STAGE` loads. */
export interface LegacyStageBinding {
  readonly legacyStage: "Staging" | "Production";
  /** Moves the versions that were there to `Archived`. Default: they stay, as long as they are older than the new one. */
  readonly archive?: boolean;
}

/** The version that was copied to a registered model of its own, and that an alias there names. */
export interface CopyBinding {
  /** The name of that registered model; `{model}` is the model's name. */
  readonly copyTo: string;
  /** Default: the stage's name. */
  readonly alias?: string;
}

export type StageBindings = Readonly<Record<string, StageBinding>>;

const longestAlias = 255;

/** Why MLflow takes no alias of this name; undefined where it does. */
export const aliasProblem = (alias: string): string | undefined => {
  if (alias === "") return "an alias cannot be empty";
  if (!/^[\p{L}\p{N}_-]+$/u.test(alias)) return `MLflow takes only letters, digits, \`_\` and \`-\` in an alias, not \`${alias}\``;
  if (Array.from(alias).length > longestAlias) return `MLflow takes no alias of more than ${longestAlias} characters`;
  if (/^(latest|v\p{Nd}+)$/iu.test(alias)) return `MLflow keeps the alias \`${alias}\` for itself`;
  return undefined;
};

/** Why a stage cannot be kept like this; undefined where it can. `binding`: undefined for a stage that is not bound. */
export const bindingProblem = (stage: string, binding: StageBinding | undefined): string | undefined => {
  if (binding === undefined) return aliasProblem(stage);
  if ("legacyStage" in binding) return undefined;
  if ("copyTo" in binding && !binding.copyTo.includes("{model}"))
    return `\`${binding.copyTo}\` names one registered model for all: write \`{model}\` where the model's name stands`;
  return aliasProblem(binding.alias ?? stage);
};

/** Why stages cannot be kept like this together, by a model that is registered under this template; undefined where they can. */
export const bindingsProblem = (bindings: StageBindings, registeredAs = "{model}"): string | undefined => {
  const places = new Map<string, string>();
  for (const [stage, binding] of Object.entries(bindings)) {
    const problem = bindingProblem(stage, binding);
    if (problem !== undefined) return problem;
    if ("copyTo" in binding && binding.copyTo === registeredAs) return `stage \`${stage}\` copies a model to itself`;
    const place = placeOf(stage, binding);
    const other = places.get(place);
    if (other !== undefined) return `stages \`${other}\` and \`${stage}\` are bound to the same place`;
    places.set(place, stage);
  }
  const legacy = Object.entries(bindings).flatMap(([stage, binding]) => ("legacyStage" in binding ? [stage] : []));
  if (legacy.length > 1) {
    return `stages ${legacy.map((stage) => `\`${stage}\``).join(" and ")} are bound to legacy stages, and MLflow keeps a version in one of those only: bind all but one to an alias`;
  }
  return undefined;
};

const placeOf = (stage: string, binding: StageBinding): string => {
  if ("legacyStage" in binding) return `legacy stage ${binding.legacyStage}`;
  return "copyTo" in binding ? `${binding.copyTo}@${binding.alias ?? stage}` : `@${binding.alias}`;
};

/** The stage's binding. Own properties only: a stage may be called `constructor`. */
export const bindingOf = (bindings: StageBindings, stage: string): Result<StageBinding> => {
  const bound = Object.hasOwn(bindings, stage) ? bindings[stage] : undefined;
  const problem = bindingProblem(stage, bound);
  if (problem !== undefined)
    return failure("refused", `stage \`${stage}\`: ${problem}`, "bind the stage to an alias of another name in the configuration");
  const binding = bound ?? { alias: stage };
  const taken = bound === undefined && Object.values(bindings).some((other) => placeOf("", other) === placeOf(stage, binding));
  return taken
    ? failure(
        "refused",
        `stage \`${stage}\` is not bound, and the alias of its name serves another stage`,
        "bind it to an alias of its own",
      )
    : success(binding);
};

/** The stages that are not bound, each under an alias of its own name. */
export const aliasesOf = (aliases: ReadonlyMap<string, string>, bindings: StageBindings): ReadonlyMap<string, string> => {
  const taken = new Set(
    Object.entries(bindings).flatMap(([stage, binding]) => [
      stage,
      ...("alias" in binding && !("copyTo" in binding) ? [binding.alias] : []),
    ]),
  );
  return new Map([...aliases].filter(([alias]) => !taken.has(alias)));
};

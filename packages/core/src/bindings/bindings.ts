import type { DiagnosticCode } from "../diagnostics/codes.js";
import type { CopyBinding, StageBinding } from "../generated/config.js";
import { aliasProblem } from "./alias.js";

export type StageBindings = Readonly<Record<string, StageBinding>>;

/** Why a stage cannot be kept as it is bound. */
export interface BindingProblem {
  readonly code: Extract<DiagnosticCode, "bad-alias" | "bad-binding">;
  readonly stage: string;
  /** The key of the binding that is wrong; absent where it is the stage's name or the binding as a whole. */
  readonly key?: keyof CopyBinding;
  readonly message: string;
  /** What to do next. */
  readonly help: string;
}

const otherAlias = "name another alias";

/** Why stages cannot be kept like this, by a model that is registered under this template; each stage once. */
export const bindingProblems = (bindings: StageBindings, registeredAs = "{model}"): readonly BindingProblem[] => {
  const places = new Map<string, string>();
  const legacyStages: string[] = [];
  return Object.entries(bindings).flatMap(([stage, binding]): readonly BindingProblem[] => {
    const bad = badAlias(stage, binding);
    if (bad !== undefined) return [bad];
    const wrong = (message: string, help: string): readonly BindingProblem[] => [{ code: "bad-binding", stage, message, help }];
    if ("copyTo" in binding && !binding.copyTo.includes("{model}"))
      return wrong(`\`${binding.copyTo}\` names one registered model for all`, "write `{model}` where the model's name stands");
    if ("copyTo" in binding && binding.copyTo === registeredAs)
      return wrong(`stage \`${stage}\` copies a model to itself`, "name another registered model in `copyTo`");
    const place = placeOf(stage, binding);
    const other = places.get(place);
    if (other !== undefined)
      return wrong(`stages \`${other}\` and \`${stage}\` are bound to the same place`, "bind one of them to another alias");
    places.set(place, stage);
    if (!("legacyStage" in binding)) return [];
    const [first] = legacyStages;
    legacyStages.push(stage);
    return first === undefined
      ? []
      : wrong(
          `stages \`${first}\` and \`${stage}\` are bound to legacy stages, and MLflow keeps a version in one of those only`,
          "bind all but one to an alias",
        );
  });
};

const badAlias = (stage: string, binding: StageBinding): BindingProblem | undefined => {
  if ("legacyStage" in binding) return undefined;
  const problem = aliasProblem(binding.alias ?? stage);
  if (problem === undefined) return undefined;
  return binding.alias === undefined
    ? { code: "bad-alias", stage, message: `stage \`${stage}\`: ${problem}`, help: "name the alias there: `alias`" }
    : { code: "bad-alias", stage, key: "alias", message: problem, help: otherAlias };
};

/** Why a stage that is not bound cannot be kept as the alias of its own name; undefined where it can. */
export const unboundProblem = (stage: string, bindings: StageBindings): Omit<BindingProblem, "stage" | "key"> | undefined => {
  const problem = aliasProblem(stage);
  if (problem !== undefined)
    return {
      code: "bad-alias",
      message: `stage \`${stage}\`: ${problem}`,
      help: "bind the stage to an alias of another name in the configuration",
    };
  const other = Object.keys(bindings).find(
    (bound) => placeOf(bound, bindings[bound] ?? { alias: bound }) === placeOf(stage, { alias: stage }),
  );
  if (other === undefined) return undefined;
  const message = `stage \`${stage}\` is not bound, and the alias of its name serves another stage, \`${other}\``;
  return { code: "bad-binding", message, help: "bind it to an alias of its own" };
};

/** Where a stage is kept: no two can be in one place. */
const placeOf = (stage: string, binding: StageBinding): string => {
  if ("legacyStage" in binding) return `legacy stage ${binding.legacyStage}`;
  return "copyTo" in binding ? `${binding.copyTo}@${binding.alias ?? stage}` : `@${binding.alias}`;
};

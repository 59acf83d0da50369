import { failure, success, unboundProblem, type Result, type StageBinding, type StageBindings } from "@muster/core";

/** The stage's binding. Own properties only: a stage may be called `constructor`. */
export const bindingOf = (bindings: StageBindings, stage: string): Result<StageBinding> => {
  const bound = Object.hasOwn(bindings, stage) ? bindings[stage] : undefined;
  if (bound !== undefined) return success(bound);
  const problem = unboundProblem(stage, bindings);
  return problem === undefined ? success({ alias: stage }) : failure("refused", problem.message, problem.help);
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

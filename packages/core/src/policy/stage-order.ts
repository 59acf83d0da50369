import type { After } from "../gates/define-gate.js";
import type { Policy, Stage } from "../generated/policy.js";

/** The first stage where it has no gates. */
export const entryOf = (policy: Policy): string | undefined => {
  const [first] = policy.stages;
  return first !== undefined && (first.gates ?? []).length === 0 ? first.name : undefined;
};

/** What a stage comes after: as it says, else the stage just before it in the list. */
export const afterOf = (policy: Policy, index: number): After | undefined => {
  const after = policy.stages[index]?.after;
  if (after === undefined) {
    const before = policy.stages[index - 1];
    return before && inOrder([before.name], false);
  }
  return readAfter(after);
};

export const readAfter = (after: NonNullable<Stage["after"]>): After => ("all" in after ? inOrder(after.all, true) : inOrder(after, false));

export const inOrder = (stages: readonly string[], all: boolean): After => ({
  stages,
  all,
  phrase: stages.map((name) => `\`${name}\``).join(all ? " and " : " or "),
});

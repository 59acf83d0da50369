import type { Evidence, Program } from "@muster/core";

/** A stage of the policy and who holds it, as the evidence says. */
export interface StageStanding {
  readonly name: string;
  /** Every registered version is in it. */
  readonly isEntry: boolean;
  readonly version?: string;
  readonly since?: string;
}

/** Who holds each stage of the policy, in its order. */
export const standingsOf = (program: Program, { stages = {} }: Evidence): readonly StageStanding[] =>
  [...program.stages.values()].map(({ name, isEntry }) => {
    const { version, since } = (Object.hasOwn(stages, name) ? stages[name] : undefined) ?? {};
    return { name, isEntry, ...(version !== undefined && { version }), ...(since !== undefined && { since }) };
  });

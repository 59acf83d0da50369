import { collect, evaluate, type Decision, type Evidence, type Ports, type Program } from "@muster/core";
import { gitSource } from "@muster/git";
import { take } from "@muster/workspace/problem";

/** A version that is to enter a stage. */
export interface Candidacy {
  readonly model: string;
  readonly version: string;
  /** The target stage. */
  readonly to: string;
}

export interface Decided {
  readonly program: Program;
  readonly evidence: Evidence;
  readonly decision: Decision;
}

/** May the version enter the stage, by what registry and ledger say now? Nothing is written. */
export const decide = async (ports: Ports, program: Program, candidacy: Candidacy, requester?: string): Promise<Decided> => {
  const { evidence } = take(await collect(ports, program, { ...candidacy, ...(requester !== undefined && { requester }) }));
  return { program, evidence, decision: take(evaluate(program, evidence)) };
};

/** Who git says works in a folder; undefined where it does not know. */
export const identityIn = async (root: string): Promise<string | undefined> => {
  const identity = await gitSource({ directory: root }).identity();
  return identity.ok ? identity.value.email : undefined;
};

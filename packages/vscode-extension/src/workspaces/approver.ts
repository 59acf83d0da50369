import { evaluate, giveWord, peopleOf, type Decision, type GateResult } from "@muster/core";
import { ProblemError, take } from "@muster/workspace/problem";
import type { Candidacy, Decided } from "./decide.js";
import { openToWrite, type Access } from "./opened.js";

/** The decision that waits for this person's approval; undefined where none is asked for, or theirs would not count. */
export type AskedOf = (candidacy: Candidacy, decided: Decided) => Promise<Decision | undefined>;

/** Who asks for a promotion mostly may not approve it, and who will ask is not known yet: it is somebody else. */
const somebodyElse = "somebody.else@requester.invalid";

/** Tells what this person may approve; nothing where they may not write to the ledger. */
export const approvalsAskedOf = async (access: Access, root: string): Promise<AskedOf> => {
  try {
    const { context } = await openToWrite(access, root, { dryRun: true });
    return async (candidacy, { program, evidence }) => {
      const { canonical } = peopleOf(program.policy);
      const me = canonical(context.actor.identity);
      const decision = take(evaluate(program, evidence, { requester: somebodyElse }));
      const asked = [...openApprovals(decision.gates), ...makingRoom(decision)];
      if (!asked.some((person) => canonical(person) === me) || decision.verdict === "denied") return undefined;
      return (await giveWord(context, program, { ...candidacy, decision: "approve" })).ok ? decision : undefined;
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return () => Promise.resolve(undefined);
  }
};

const openApprovals = (gates: readonly GateResult[]): readonly string[] =>
  gates.flatMap((gate) => [
    ...(gate.kind === "approvals" && gate.outcome !== "passed" ? (gate.people?.eligible ?? []) : []),
    ...openApprovals(gate.gates ?? []),
  ]);

/** Also who may not approve for the gate that is short, and frees somebody who may. */
const makingRoom = ({ remedies }: Decision): readonly string[] =>
  remedies.changes.flatMap(({ type, by = [] }) => (type === "approval" ? by : []));

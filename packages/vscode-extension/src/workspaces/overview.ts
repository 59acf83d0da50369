import type { Decision, LedgerEvent, Program } from "@muster/core";
import { governingIn, policyFiles, readPolicies, readStatus, type ModelStatus } from "@muster/workspace";
import { take, type Problem } from "@muster/workspace/problem";
import { approvalsAskedOf } from "./approver.js";
import { decide, identityIn, type Candidacy, type Decided } from "./decide.js";
import { openCommitted, type Access } from "./opened.js";

/** A version that could enter a stage next, and what the policy says of that. */
export interface OpenMove extends Candidacy, Decided {
  /** What waits for this person's approval: the decision if somebody else asks for the promotion. */
  readonly asksMe: Decision | undefined;
}

export interface ModelOverview extends ModelStatus {
  readonly openMoves: readonly OpenMove[];
}

/** What a workspace's registry and ledger say, by the policy as it was committed. */
export interface Overview {
  readonly root: string;
  readonly identity: string | undefined;
  /** The commit that the policy was read from, and what it is called. */
  readonly commit: string;
  readonly ref: string;
  readonly models: readonly ModelOverview[];
  /** The whole ledger, oldest first. */
  readonly events: readonly LedgerEvent[];
  /** What hides no holder and should be known all the same, such as a policy with errors. */
  readonly notes: readonly string[];
}

/** A workspace that could not be looked at. */
export interface Unread {
  readonly root: string;
  readonly problem: Problem;
}

/** The newest versions of a model that may still enter its first stages. */
const mostCandidates = 3;

export const readOverview = async (access: Access, root: string): Promise<Overview> => {
  const { workspace, ports } = await openCommitted(access, root);
  const notes: string[] = [];
  const statuses = await readStatus(workspace, ports, (note) => void notes.push(note));
  const policies = await readPolicies(workspace, await policyFiles(workspace));
  const identity = await identityIn(root);
  const askedOfMe = await approvalsAskedOf(access, root);
  const models: ModelOverview[] = [];
  for (const status of statuses) {
    const openMoves: OpenMove[] = [];
    if (status.policy !== undefined) {
      const { program } = governingIn(policies, workspace, status.model);
      for (const candidacy of candidaciesIn(program, status)) {
        const decided = await decide(ports, program, candidacy, identity);
        openMoves.push({ ...candidacy, ...decided, asksMe: await askedOfMe(candidacy, decided) });
      }
    }
    models.push({ ...status, openMoves });
  }
  return {
    root,
    identity,
    commit: workspace.files.commit,
    ref: workspace.ref,
    models,
    events: take(await ports.ledger.read(1)),
    notes,
  };
};

/** Which versions could enter which stages next: the newest ones, and those that hold the stage before. */
const candidaciesIn = (program: Program, { model, stages, candidates }: ModelStatus): readonly Candidacy[] => {
  const holderOf = (name: string): string | undefined => stages.find((stage) => stage.name === name)?.version;
  return [...program.stages.values()].flatMap(({ name: to, isEntry, after }) => {
    if (isEntry) return [];
    const isFirst = after === undefined || (program.entry !== undefined && after.stages.includes(program.entry));
    const newest = isFirst ? candidates.slice(0, mostCandidates).map(({ version }) => version) : [];
    const before = (after?.stages ?? []).flatMap((stage) => holderOf(stage) ?? []);
    return [...new Set([...newest, ...before])].filter((version) => version !== holderOf(to)).map((version) => ({ model, version, to }));
  });
};

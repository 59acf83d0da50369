import { randomUUID } from "node:crypto";
import { headOf, readDuration, success, type Clock, type Ledger, type MoveContext, type Program } from "@muster/core";
import { gitSource } from "@muster/git";
import { take } from "./problem.js";
import { configName } from "./find-config.js";
import { openCommittedWorkspace, type CommittedWorkspace } from "./open.js";
import { pluginFiles } from "./plugins.js";
import { programFor } from "./policies.js";
import type { KeptLogins } from "@muster/mlflow";
import { openPorts } from "./ports.js";
import { checkTrust } from "./trust.js";

/** Who opens a workspace to write, and how it is told what it should know. */
export interface Caller extends KeptLogins {
  readonly cwd: string;
  readonly clock: Clock;
  /** The program and its version, `muster/0.1.0`. */
  readonly tool: string;
  note(message: string): void;
}

export interface WriteOptions {
  /** Say what would be done, and write nothing. */
  readonly dryRun?: boolean;
}

/** What is needed to write: the workspace as it was committed, and who writes. */
export interface Writing {
  readonly workspace: CommittedWorkspace;
  readonly context: MoveContext;
}

export const openForWriting = async (caller: Caller, { dryRun = false }: WriteOptions): Promise<Writing> => {
  const { cwd, clock, tool } = caller;
  const workspace = await openCommittedWorkspace(cwd);
  const { root, config, files } = workspace;
  const ports = await openPorts(config, root, clock, caller);
  const { email } = take(await gitSource({ directory: root }).identity());
  await checkTrust(workspace, ports);
  const context: MoveContext = {
    ...ports,
    ledger: dryRun ? readOnly(ports.ledger) : ports.ledger,
    actor: { identity: email, assurance: "claimed" },
    tool,
    trust: files.commit,
    newLedgerId: randomUUID,
    deadlineMs: readDuration(config.intentDeadline ?? "10m"),
    dryRun,
  };
  return { workspace, context };
};

/** A ledger that takes an event without keeping it. */
const readOnly = (ledger: Ledger): Ledger => ({ ...ledger, append: ({ event }) => Promise.resolve(success(headOf(event))) });

/** The policy of a model as it was committed; says where what counts is not what lies in the working tree. */
export const committedProgramFor = async ({ note }: Caller, workspace: CommittedWorkspace, model: string): Promise<Program> => {
  const { config, differing, files, ref } = workspace;
  const governing = await programFor(workspace, model);
  for (const file of await differing([configName, ...pluginFiles(config), ...governing.files])) {
    note(`\`${file}\` in the working tree is not what commit ${files.commit.slice(0, 7)} (${ref}) has; the commit counts`);
  }
  return governing.program;
};

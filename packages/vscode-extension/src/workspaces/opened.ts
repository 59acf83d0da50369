import type { Clock, Ports } from "@muster/core";
import type { KeptLogins } from "@muster/mlflow";
import { noConfig, openCommittedWorkspace, openPorts, openWorkspace, type CommittedWorkspace, type Workspace } from "@muster/workspace";
import { openForWriting, type Caller, type Writing } from "@muster/workspace/writing";
import { requireTrust } from "./trust.js";

/** As whom, and with which tool, a workspace's registry and ledger are opened. */
export interface Access extends Required<KeptLogins> {
  /** The program and its version, `muster-vscode/0.1.0`: what the ledger says an event was written with. */
  readonly tool: string;
}

export const clock: Clock = { now: () => new Date().toISOString() };

/** A workspace with its registry and ledger. */
export interface Opened<W extends Workspace> {
  readonly workspace: W;
  readonly ports: Ports;
}

/** As it was committed: what a promotion is decided by. */
export const openCommitted = async (access: Access, root: string): Promise<Opened<CommittedWorkspace>> => {
  requireTrust();
  const workspace = await openCommittedWorkspace(root);
  return { workspace, ports: await openPorts(workspace.config, workspace.root, clock, access) };
};

/** As it lies on disk. */
export const openWorkingTree = async (access: Access, root: string): Promise<Opened<Workspace>> => {
  requireTrust();
  const workspace = await openWorkspace(root);
  if (workspace.config === undefined) throw noConfig(root);
  return { workspace, ports: await openPorts(workspace.config, workspace.root, clock, access) };
};

/** Opens a workspace to write to its ledger, and collects what the person should know besides. */
export const openToWrite = async (
  access: Access,
  root: string,
  options: { readonly dryRun?: boolean } = {},
): Promise<Writing & { readonly caller: Caller; readonly notes: readonly string[] }> => {
  requireTrust();
  const notes: string[] = [];
  const caller: Caller = { ...access, cwd: root, clock, note: (message) => void notes.push(message) };
  return { ...(await openForWriting(caller, options)), caller, notes };
};

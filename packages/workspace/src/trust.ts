import { readLedger, type Ports } from "@muster/core";
import { gitSource } from "@muster/git";
import { configName } from "./find-config.js";
import { openCommittedWorkspace, type CommittedWorkspace } from "./open.js";
import { pluginFiles } from "./plugins.js";
import { policyFiles, readPolicies } from "./policies.js";
import { problem, take } from "./problem.js";

/**
 * Refuses a policy that is older than the one behind the ledger's newest event: going back to it would be a way around what was
 * added since. An older commit with the same policies and configuration is none. On a protected ref every commit follows the one
 * before; without one, a branch may have parted, or the commit of the newest event may be nowhere to be had.
 */
export const checkTrust = async (workspace: CommittedWorkspace, ports: Ports): Promise<void> => {
  const { root, files, config, ref } = workspace;
  const { commit } = files;
  const { lastTrust } = take(await readLedger(ports));
  if (lastTrust === undefined || lastTrust === commit) return;
  const source = gitSource({ directory: root });
  const remote = remoteOf(config);
  const isHere = async (): Promise<boolean> => (await source.resolve(lastTrust)).ok;
  const known = (await isHere()) || (remote !== undefined && (await source.fetch(remote, lastTrust)).ok && (await isHere()));
  const older =
    config.protectedRef === undefined
      ? known && take(await source.isAncestor(commit, lastTrust))
      : !known || !take(await source.isAncestor(lastTrust, commit));
  if (!older || (known && (await haveSameRules(workspace, lastTrust)))) return;
  throw problem(
    "refused",
    `the ledger's newest event rests on the policy of commit ${lastTrust.slice(0, 7)}, and ${ref} is at ${commit.slice(0, 7)}, which does not follow it${known ? " and has another policy or configuration" : ""}`,
    known
      ? `bring it up to date: \`git pull\`, or \`git merge ${lastTrust.slice(0, 7)}\``
      : "fetch the commits in between: `git fetch --unshallow`, or `fetch-depth: 0` in CI",
  );
};

const remoteOf = ({ ledger, registry }: CommittedWorkspace["config"]): string | undefined =>
  ledger?.type === "git" && ledger.remote !== undefined ? ledger.remote : registry?.type === "git" ? registry.remote : undefined;

/** What a plugin imports is not looked at: with plugins of its own a workspace is never the same. */
const haveSameRules = async (workspace: CommittedWorkspace, commit: string): Promise<boolean> => {
  if (pluginFiles(workspace.config).length > 0) return false;
  const other = await openCommittedWorkspace(workspace.root, commit).catch(() => undefined);
  return other !== undefined && (await rulesOf(other)) === (await rulesOf(workspace));
};

const rulesOf = async (workspace: CommittedWorkspace): Promise<string> => {
  const { texts } = await readPolicies(workspace, await policyFiles(workspace));
  return JSON.stringify([take(await workspace.files.read(configName)), ...[...texts].sort()]);
};

import { readLedger, type Ports } from "@muster/core";
import { gitSource } from "@muster/git";
import { problem, take } from "./problem.js";
import type { CommittedWorkspace } from "./open.js";

/**
 * Refuses a policy that is older than the one behind the ledger's newest event: going back to it would be a way around what was
 * added since. On a protected ref every commit follows the one before; without one, a branch may have parted.
 */
export const checkTrust = async ({ root, files: { commit }, config, ref }: CommittedWorkspace, ports: Ports): Promise<void> => {
  const { lastTrust } = take(await readLedger(ports));
  if (lastTrust === undefined || lastTrust === commit) return;
  const source = gitSource({ directory: root });
  const known = (await source.resolve(lastTrust)).ok;
  const older =
    config.protectedRef === undefined
      ? known && take(await source.isAncestor(commit, lastTrust))
      : !known || !take(await source.isAncestor(lastTrust, commit));
  if (!older) return;
  throw problem(
    "refused",
    `the ledger's newest event rests on the policy of commit ${lastTrust.slice(0, 7)}, and ${ref} is at ${commit.slice(0, 7)}, which does not follow it`,
    known ? "bring it up to date: `git pull`" : "fetch the commits in between: `git fetch --unshallow`, or `fetch-depth: 0` in CI",
  );
};

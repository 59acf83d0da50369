import { randomUUID } from "node:crypto";
import { failure, success, type Result } from "@muster/core";
import { git, gitText, type Repository } from "../git.js";
import { isAncestor, resolveCommit } from "../objects.js";
import { checkRemote, fetchRefs, readRemoteRef } from "../remote.js";
import { advance, alarm, type CommittedHistory, type History } from "./history.js";

/** The remote's ledger, which must descend from the one known here; null: it is the known one. It is looked at under a ref of its own before it counts here. */
export const receive = async (
  repository: Repository,
  remote: string,
  ref: string,
  known: History,
): Promise<Result<CommittedHistory | null>> => {
  const named = await checkRemote(repository, remote);
  if (!named.ok) return named;
  const there = await readRemoteRef(repository, remote, ref);
  if (!there.ok) return there;
  if (there.value === known.commit) return success(null);
  if (there.value === null) {
    return failure(
      "malformed",
      `the ledger that was last seen here, at event ${known.events.length}, is not on \`${remote}\``,
      `if it was begun here, push it: \`git push ${remote} ${ref}\`; otherwise somebody deleted it there`,
    );
  }
  const commit = await fetchApart(repository, remote, ref);
  if (!commit.ok) return commit;
  if (known.commit !== null) {
    const descends = await isAncestor(repository, known.commit, commit.value);
    if (!descends.ok) return descends;
    if (!descends.value)
      return alarm(`the ledger on \`${remote}\` does not continue the one last seen here, at event ${known.events.length}`);
  }
  return advance(repository, known, commit.value);
};

/** Deeper than any ledger. `--unshallow` would bring the history of every other branch of a shallow clone too. */
const wholeLedger = ["--depth=1000000000"];

const fetchApart = async (repository: Repository, remote: string, ref: string): Promise<Result<string>> => {
  const shallow = await gitText(repository, ["rev-parse", "--is-shallow-repository"]);
  if (!shallow.ok) return shallow;
  const incoming = `refs/muster/incoming/${randomUUID()}`;
  const fetched = await fetchRefs(repository, remote, `${ref}:${incoming}`, shallow.value === "true" ? wholeLedger : []);
  if (!fetched.ok) return fetched;
  const commit = await resolveCommit(repository, incoming);
  const dropped = await git(repository, ["update-ref", "-d", incoming]);
  if (!dropped.ok) return dropped;
  if (!commit.ok) return commit;
  return commit.value === null ? alarm(`\`${ref}\` on \`${remote}\` is no commit`) : success(commit.value);
};

import { setTimeout as sleep } from "node:timers/promises";
import { failure, success, withoutSecrets, type Result } from "@muster/core";
import { git, gitText, type Repository } from "./git.js";
import { lockFailure } from "./git-failures.js";

export interface RemoteUpdate {
  readonly ref: string;
  readonly oid: string;
  /** What the remote's ref must name now; null: it must not be there. */
  readonly expected: string | null;
}

/** Takes only the name of a configured remote: an address could name a program to run. */
export const checkRemote = async (repository: Repository, remote: string): Promise<Result<null>> => {
  const names = await gitText(repository, ["remote"]);
  if (!names.ok) return names;
  if (names.value.split("\n").includes(remote)) return success(null);
  return failure(
    "absent",
    `no remote is called \`${withoutSecrets(remote)}\``,
    "name one of `git remote`, or add it: `git remote add NAME ADDRESS`",
  );
};

/** What the remote's ref names; null where it is not there. */
export const readRemoteRef = async (repository: Repository, remote: string, ref: string): Promise<Result<string | null>> => {
  const listed = await gitText(repository, ["ls-remote", "--quiet", "--end-of-options", remote, ref]);
  if (!listed.ok) return listed;
  const line = listed.value.split("\n").find((each) => each.endsWith(`\t${ref}`));
  return success(line?.split("\t")[0] ?? null);
};

const attempts = 5;
const lockedByAnother = /cannot lock ref|\.lock'|incorrect old value/i;

/** Fetches by refspec and nothing else: no tags that come along, no remote-tracking branch, no FETCH_HEAD. */
export const fetchRefs = async (
  repository: Repository,
  remote: string,
  refspec: string,
  options: readonly string[] = [],
): Promise<Result<null>> => {
  const quiet = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules", "--refmap="];
  for (let attempt = 1; ; attempt += 1) {
    const fetched = await git(repository, ["fetch", ...quiet, ...options, "--end-of-options", remote, refspec]);
    if (fetched.ok) return success(null);
    if (attempt === attempts || !lockedByAnother.test(fetched.message)) return lockFailure(fetched) ?? fetched;
    await sleep(Math.random() * 100 * attempt);
  }
};

const lostRace = /stale info|already exists|fetch first|non-fast-forward|cannot lock ref|failed to update ref/;

/** Pushes refs, all or none, only where each is as expected. `conflict`: somebody was first. `refused`: the remote does not take it. */
export const pushRefs = async (repository: Repository, remote: string, updates: readonly RemoteUpdate[]): Promise<Result<null>> => {
  const leases = updates.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ""}`);
  const plain = ["--porcelain", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no"];
  const together = updates.length > 1 ? ["--atomic"] : [];
  const refspecs = updates.map(({ ref, oid }) => `${oid}:${ref}`);
  const pushed = await git(repository, ["push", ...plain, ...together, ...leases, "--end-of-options", remote, ...refspecs], {
    answers: [1],
  });
  if (!pushed.ok) return pushed;
  // a line a ref: flag, refs, summary. The flag `=`, up to date, is no success: somebody else pushed the very same
  const lines = pushed.value.stdout
    .toString("utf8")
    .split("\n")
    .map((line) => line.split("\t"));
  const answers = lines.filter((line) => line.length === 3).map(([flag = "", , summary = ""]) => ({ flag, summary }));
  if (answers.length === updates.length && answers.every(({ flag }) => flag === " " || flag === "*" || flag === "+")) return success(null);
  const wasFirst = failure(
    "conflict",
    `somebody else was first to write ${updates.map(({ ref }) => `\`${ref}\``).join(", ")} on \`${remote}\``,
  );
  if (answers.some(({ summary }) => lostRace.test(summary))) return wasFirst;
  for (const { ref, expected } of updates) {
    const now = await readRemoteRef(repository, remote, ref);
    if (!now.ok) return now;
    if (now.value !== expected) return wasFirst;
  }
  const summary = answers.find(({ flag }) => flag === "!")?.summary ?? "";
  return failure(
    "refused",
    `\`${remote}\` did not take the push: ${withoutSecrets(whyRejected(summary, pushed.value.stderr))}`,
    "ask who keeps the remote: its hooks or rules must let this ref be written",
  );
};

const whyRejected = (summary: string, stderr: string): string => {
  const said = stderr.split("\n").flatMap((line) => /^remote: (.*\S)/.exec(line)?.[1]?.trim() ?? []);
  return [summary.replace(/^\[.*?\] \((.*)\)$/, "$1"), ...said]
    .filter((line) => line !== "")
    .join("; ")
    .slice(0, 500);
};

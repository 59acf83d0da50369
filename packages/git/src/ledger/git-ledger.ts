import pLimit from "p-limit";
import { failure, headOf, success, type Ledger, type LedgerEntry, type LedgerHead, type Result } from "@muster/core";
import { checkRef, type Repository } from "../git.js";
import { readObjects, resolveCommit, updateRefs } from "../objects.js";
import { pushRefs } from "../remote.js";
import { commitEntry } from "./commit-entry.js";
import { advance, alarm, emptyHistory, follow, headOfHistory, type CommittedHistory, type History } from "./history.js";
import { attachmentPath, isAttachment } from "./ledger-files.js";
import { receive } from "./receive.js";

export interface GitLedgerOptions extends Repository {
  /** Default: `muster/ledger`. */
  readonly branch?: string;
  /** The configured remote that an event is pushed to before it counts. Default: none, the ledger is this repository's. */
  readonly remote?: string;
}

const attempts = 5;

/** A ledger on an orphan branch, one commit an event. The work tree and the index are never touched. */
export const gitLedger = (options: GitLedgerOptions): Ledger => {
  const { branch = "muster/ledger", remote } = options;
  const ref = `refs/heads/${branch}`;
  const oneAtATime = pLimit(1);
  let last: History = emptyHistory;

  const readHere = async (): Promise<Result<History>> => {
    const named = await checkRef(options, ref);
    if (!named.ok) return named;
    const commit = await resolveCommit(options, ref);
    if (!commit.ok) return commit;
    if (commit.value !== null) return advance(options, last, commit.value);
    return last.commit === null ? success(last) : alarm(`the ledger's branch \`${branch}\` is gone`);
  };

  const keep = (next: CommittedHistory, before: History): Promise<Result<null>> =>
    updateRefs(options, [{ ref, oid: next.commit, expected: before.commit }]);

  /** The newest state: here it follows the one that this process saw last, on the remote the one that this repository saw last. */
  const refresh = async (): Promise<Result<History>> => {
    for (let attempt = 1; ; attempt += 1) {
      const here = await readHere();
      if (!here.ok) return here;
      last = here.value;
      if (remote === undefined) return here;
      const there = await receive(options, remote, ref, last);
      if (!there.ok) return there;
      if (there.value === null) return here;
      const kept = await keep(there.value, last);
      if (kept.ok) return success((last = there.value));
      if (kept.reason !== "conflict" || attempt === attempts) return kept; // else another process was quicker to fetch
    }
  };

  const append = async (entry: LedgerEntry, expectedHead: LedgerHead | null): Promise<Result<LedgerHead>> => {
    const isExpected = (history: History) => headOfHistory(history)?.digest === expectedHead?.digest;
    const known = last.commit !== null && isExpected(last) ? success(last) : await refresh();
    if (!known.ok) return known;
    if (!isExpected(known.value)) return failure("conflict", `the ledger is at event ${known.value.events.length} already`);
    const chain = follow(known.value, [entry.event]);
    if (!chain.ok) return chain;
    const wrong = Object.entries(entry.attachments).find(([digest, text]) => !isAttachment(digest, text));
    if (wrong !== undefined) return failure("malformed", `\`${wrong[0]}\` is not the digest of what is attached under it`);
    const next = await commitEntry(options, known.value, entry);
    if (!next.ok) return next;
    if (remote !== undefined) {
      const pushed = await pushRefs(options, remote, [{ ref, oid: next.value.commit, expected: known.value.commit }]);
      if (!pushed.ok) return pushed;
    }
    const kept = await keep(next.value, known.value);
    if (!kept.ok && (remote === undefined || kept.reason !== "conflict")) return kept; // pushed, another process may have fetched it already
    last = next.value;
    return success(headOf(entry.event));
  };

  const attachment = async (digest: string): Promise<Result<string>> => {
    const path = attachmentPath(digest);
    const missing = failure("absent", `the ledger has no attachment \`${digest}\``);
    if (path === undefined) return missing;
    const known = last.files.has(path) ? success(last) : await refresh();
    if (!known.ok) return known;
    const oid = known.value.files.get(path);
    if (oid === undefined) return missing;
    const blobs = await readObjects(options, [oid]);
    if (!blobs.ok) return blobs;
    const text = blobs.value[0]?.bytes.toString("utf8");
    return text !== undefined && isAttachment(digest, text) ? success(text) : alarm(`the ledger's attachment \`${digest}\` was changed`);
  };

  const withNewest = <T>(tell: (history: History) => T): Promise<Result<T>> =>
    oneAtATime(async () => {
      const newest = await refresh();
      return newest.ok ? success(tell(newest.value)) : newest;
    });

  return {
    head: () => withNewest(headOfHistory),
    read: (from) => withNewest(({ events }) => events.slice(Math.max(0, from - 1))),
    append: (entry, expectedHead) => oneAtATime(() => append(entry, expectedHead)),
    attachment: (digest) => oneAtATime(() => attachment(digest)),
  };
};

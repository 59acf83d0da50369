import { failure, headOf, success, verifyChain, type Failure, type LedgerEvent, type LedgerHead, type Result } from "@muster/core";
import type { Repository } from "../git.js";
import { listTree, readObjects, rewrittenFiles } from "../objects.js";
import { eventAt, eventPath, isAttachmentPath, parseEvent } from "./ledger-files.js";

/** A ledger as of a commit, verified. */
export interface History {
  /** Null: there is no ledger yet. */
  readonly commit: string | null;
  /** Blob ids by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly events: readonly LedgerEvent[];
}

export interface CommittedHistory extends History {
  readonly commit: string;
}

export const emptyHistory: History = { commit: null, files: new Map(), events: [] };

export const headOfHistory = ({ events }: History): LedgerHead | null => {
  const newest = events.at(-1);
  return newest === undefined ? null : headOf(newest);
};

/** The ledger as of `commit`, which must hold everything that is known, unchanged, and besides it only events that follow and attachments. */
export const advance = async (repository: Repository, known: History, commit: string): Promise<Result<CommittedHistory>> => {
  if (commit === known.commit) return success({ ...known, commit });
  const listed = await listTree(repository, commit, "all levels");
  if (!listed.ok) return listed;
  const files = new Map(listed.value.map(({ path, oid }) => [path, oid]));
  for (const [path, oid] of known.files) {
    if (files.get(path) !== oid)
      return alarm(`${subjectOf(path)} is ${files.has(path) ? "not what it was" : "gone"} since it was last read here`);
  }
  const added: number[] = [];
  for (const { path, mode } of listed.value) {
    const seq = eventAt(path);
    if (mode !== "100644" || (seq === undefined && !isAttachmentPath(path)))
      return alarm(`\`${path}\` on the ledger's branch is nothing that muster wrote`);
    if (seq !== undefined && !known.files.has(path)) added.push(seq);
  }
  added.sort((a, b) => a - b);
  const missing = added.findIndex((seq, index) => seq !== known.events.length + 1 + index);
  if (missing >= 0) return alarm(`ledger event ${known.events.length + 1 + missing} is missing`);
  const events = await readEvents(repository, files, added);
  if (!events.ok) return events;
  const chain = follow(known, events.value);
  if (!chain.ok) return chain;
  // The newest event has none after it that would tell of a change to it, but muster never writes a file twice.
  const rewritten = await rewrittenFiles(repository, known.commit, commit);
  if (!rewritten.ok) return rewritten;
  const [path] = rewritten.value;
  if (path !== undefined) return alarm(`${subjectOf(path)} was changed after it was written`);
  return success({ commit, files, events: [...known.events, ...events.value] });
};

/** Checks that events follow the known ones. The newest known one is looked at once more, so that they are of one ledger. */
export const follow = ({ events }: History, next: readonly LedgerEvent[]): Result<LedgerHead | null> => {
  const seam = events.slice(-1);
  return verifyChain([...seam, ...next], beforeOf(seam[0]));
};

const beforeOf = (event: LedgerEvent | undefined): LedgerHead | null =>
  event === undefined || event.prev === null ? null : { seq: event.seq - 1, digest: event.prev };

const readEvents = async (
  repository: Repository,
  files: History["files"],
  numbers: readonly number[],
): Promise<Result<readonly LedgerEvent[]>> => {
  const blobs = await readObjects(
    repository,
    numbers.map((seq) => files.get(eventPath(seq)) ?? ""),
  );
  if (!blobs.ok) return blobs;
  const events: LedgerEvent[] = [];
  for (const [index, blob] of blobs.value.entries()) {
    const event = blob === null ? undefined : parseEvent(blob.bytes.toString("utf8"));
    if (event === undefined) return alarm(`ledger event ${numbers[index] ?? 0} cannot be read as muster writes it`);
    events.push(event as LedgerEvent); // verifyChain looks at it next
  }
  return success(events);
};

const subjectOf = (path: string): string => {
  const seq = eventAt(path);
  return seq === undefined ? `the ledger's \`${path}\`` : `ledger event ${seq}`;
};

export const alarm = (what: string): Failure =>
  failure(
    "malformed",
    what,
    "somebody else wrote on the ledger's branch or rewrote it: compare it with a copy that you trust; nothing is decided on a broken ledger",
  );

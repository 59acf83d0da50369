import { success, type LedgerEntry, type Result } from "@muster/core";
import { gitText, type Repository } from "../git.js";
import { writeBlob, writeTree } from "../objects.js";
import type { CommittedHistory, History } from "./history.js";
import { attachmentPath, eventPath, eventText } from "./ledger-files.js";

/** A commit with the entry on top of the ledger. No ref names it yet. */
export const commitEntry = async (
  repository: Repository,
  known: History,
  { event, attachments }: LedgerEntry,
): Promise<Result<CommittedHistory>> => {
  const texts = new Map([[eventPath(event.seq), eventText(event)]]);
  for (const [digest, text] of Object.entries(attachments)) texts.set(attachmentPath(digest) ?? "", text);
  const blobs = new Map<string, string>();
  for (const [path, text] of texts) {
    const blob = await writeBlob(repository, text);
    if (!blob.ok) return blob;
    blobs.set(path, blob.value);
  }
  const tree = await writeTree(repository, known.commit, blobs);
  if (!tree.ok) return tree;
  const parents = known.commit === null ? [] : ["-p", known.commit];
  const message = `${event.type} ${event.body.model.replace(/\p{C}/gu, "?")}\n\nledger event ${event.seq}\n`;
  const commit = await gitText(repository, ["commit-tree", tree.value, ...parents, "-F", "-"], {
    stdin: message,
    env: signature(event.actor.identity, event.at),
  });
  if (!commit.ok) return commit;
  return success({ commit: commit.value, files: new Map([...known.files, ...blobs]), events: [...known.events, event] });
};

/** The commit is signed off as the event is: it needs no git identity, and is the same wherever it is made. */
const signature = (identity: string, at: string): Readonly<Record<string, string>> => {
  const date = `@${Math.floor(Date.parse(at) / 1000)} +0000`;
  return {
    GIT_AUTHOR_NAME: "muster",
    GIT_AUTHOR_EMAIL: identity,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: "muster",
    GIT_COMMITTER_EMAIL: identity,
    GIT_COMMITTER_DATE: date,
  };
};

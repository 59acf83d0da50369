import { giveWord, type GivenWord } from "@muster/core";
import { take } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { readSubject } from "../subject.js";
import { committedProgramFor, openForWriting, type WriteOptions } from "@muster/workspace/writing";

export interface WordOptions extends WriteOptions {
  readonly to: string;
  readonly reason?: string;
}

/** Writes a person's word on a promotion to the ledger. */
export const giveWordOn = async (
  session: Session,
  decision: GivenWord["decision"],
  named: string,
  { to, reason, dryRun = false }: WordOptions,
): Promise<Report> => {
  const subject = readSubject(named);
  const { workspace, context } = await openForWriting(session, { dryRun });
  const program = await committedProgramFor(session, workspace, subject.model);
  const event = take(await giveWord(context, program, { ...subject, to, decision, ...(reason !== undefined && { reason }) }));
  return { type: "event", dryRun, event };
};

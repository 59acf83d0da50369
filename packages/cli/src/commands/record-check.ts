import { recordCheck } from "@muster/core";
import { problem, take } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { readSubject } from "../subject.js";
import { committedProgramFor, openForWriting, type WriteOptions } from "@muster/workspace/writing";

export interface RecordOptions extends WriteOptions {
  readonly url?: string;
  readonly summary?: string;
}

/** Writes an outside check's verdict on a version to the ledger. */
export const recordCheckOf = async (
  session: Session,
  named: string,
  name: string,
  status: string,
  { url, summary, dryRun = false }: RecordOptions,
): Promise<Report> => {
  const subject = readSubject(named);
  if (status !== "passed" && status !== "failed") throw problem("usage", `a check is \`passed\` or \`failed\`, not \`${status}\``);
  const { workspace, context } = await openForWriting(session, { dryRun });
  const program = await committedProgramFor(session, workspace, subject.model);
  const event = take(
    await recordCheck(context, program, {
      ...subject,
      name,
      status,
      ...(url !== undefined && { url }),
      ...(summary !== undefined && { summary }),
    }),
  );
  return { type: "event", dryRun, event };
};

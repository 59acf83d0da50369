import { adopt, type LedgerEvent } from "@muster/core";
import { take } from "@muster/workspace/problem";
import type { Report } from "../report.js";
import type { Session } from "../session.js";
import { onModel } from "../subject.js";
import { committedProgramFor, openForWriting, type WriteOptions } from "@muster/workspace/writing";

export interface AdoptOptions extends WriteOptions {
  readonly reason?: string;
}

/** Puts in the ledger what the registry holds of a model. */
export const adoptModel = async (session: Session, model: string, { reason, dryRun = false }: AdoptOptions): Promise<Report> => {
  const { workspace, context } = await openForWriting(session, { dryRun });
  const event = await onModel<LedgerEvent | undefined>(model, async () => {
    const program = await committedProgramFor(session, workspace, model);
    return take(await adopt(context, program, { model, ...(reason !== undefined && { reason }) }));
  });
  return event === undefined ? { type: "agreement", model } : { type: "event", dryRun, event };
};

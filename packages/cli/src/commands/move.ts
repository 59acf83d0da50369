import { promote, retire, rollback, type MoveReport, type Program, type Result } from "@muster/core";
import { standingsOf } from "@muster/report";
import { problem, take } from "@muster/workspace/problem";
import type { MoveAction, Report } from "../report.js";
import type { Session } from "../session.js";
import { onModel, readSubject } from "../subject.js";
import { committedProgramFor, openForWriting, type WriteOptions, type Writing } from "@muster/workspace/writing";

export interface MoveOptions extends WriteOptions {
  /** Do not ask. */
  readonly yes?: boolean;
}

export const promoteVersion = (
  session: Session,
  named: string,
  { to, ...options }: MoveOptions & { readonly to: string },
): Promise<Report> => {
  const { model, version } = readSubject(named);
  return move(session, "promotion", model, options, (context, program, seen) =>
    promote(context, program, { model, version, to, ...(seen && { holder: seen.from }) }),
  );
};

export const rollBackStage = (
  session: Session,
  model: string,
  { stage, to, reason, ...options }: MoveOptions & { readonly stage: string; readonly to?: string; readonly reason: string },
): Promise<Report> =>
  onModel(model, () =>
    move(session, "rollback", model, options, (context, program, seen) => {
      const target = seen?.to ?? to;
      return rollback(context, program, {
        model,
        stage,
        ...(target !== undefined && { to: target }),
        reason,
        ...(seen && { holder: seen.from }),
      });
    }),
  );

export const retireStage = (
  session: Session,
  model: string,
  { stage, reason, ...options }: MoveOptions & { readonly stage: string; readonly reason: string },
): Promise<Report> =>
  onModel(model, () =>
    move(session, "retirement", model, options, (context, program, seen) =>
      retire(context, program, { model, stage, reason, ...(seen && { holder: seen.from }) }),
    ),
  );

/** `seen`: the move that a person was shown and said yes to; another one is not made in its place. */
type Carry = (context: Writing["context"], program: Program, seen?: Pick<MoveReport, "from" | "to">) => Promise<Result<MoveReport>>;

/** Shows a person what would be done and asks before it is done; elsewhere `--yes` stands for the answer. */
const move = async (
  session: Session,
  action: MoveAction,
  model: string,
  { yes = false, dryRun = false }: MoveOptions,
  carry: Carry,
): Promise<Report> => {
  if (!yes && !dryRun && !session.interactive)
    throw problem(
      "usage",
      "there is no terminal to ask on, and nothing was moved",
      "say that it is meant: `--yes`; or see what would be done: `--dry-run`",
    );
  const { workspace, context } = await openForWriting(session, { dryRun });
  const program = await committedProgramFor(session, workspace, model);
  const carried = async (asked: Writing["context"], seen?: Pick<MoveReport, "from" | "to">): Promise<Extract<Report, { type: "move" }>> => {
    const { evidence, ...report } = take(await carry(asked, program, seen));
    for (const warning of report.warnings) session.note(warning);
    return { type: "move", action, report, stages: evidence === undefined ? [] : standingsOf(program, evidence) };
  };
  if (yes || dryRun) return carried(context);
  const planned = await carried({ ...context, dryRun: true });
  if (planned.report.status !== "would-apply") return planned;
  const { decision } = planned.report;
  if (await session.confirm(question(planned.report), decision && { type: "decision", decision, stages: planned.stages }))
    return carried(context, planned.report);
  throw problem("usage", "nothing was moved, as you said");
};

const question = ({ model, stage, from, to }: Omit<MoveReport, "evidence">): string => {
  if (to === null) return `Leave ${stage} of ${model} without a holder?`;
  return `Move ${stage} of ${model}${from === null ? "" : ` from ${from}`} to ${to}?`;
};

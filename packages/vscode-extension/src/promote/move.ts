import { l10n, ProgressLocation, window } from "vscode";
import { failure, type Ledger, type MoveContext, type MoveReport, type Program, type Result } from "@muster/core";
import { take } from "@muster/workspace/problem";
import { committedProgramFor } from "@muster/workspace/writing";
import type { Muster } from "../muster.js";
import { openToWrite } from "../workspaces/opened.js";
import { confirmMove } from "./confirm.js";
import { tellMove } from "./outcome.js";

export interface Planned {
  readonly root: string;
  readonly model: string;
  readonly stage: string;
  /** What the progress says while it is done. */
  readonly title: string;
  readonly confirmed: boolean;
  /** The same code as of the command line. `holder`: the one that the person saw; undefined at the first look. */
  carry(context: MoveContext, program: Program, holder: string | null | undefined): Promise<Result<MoveReport>>;
}

/** Looks what a move would do, asks the person, and makes it; undefined where they say no. */
export const move = async (muster: Muster, { root, model, stage, title, confirmed, carry }: Planned): Promise<MoveReport | undefined> => {
  const { workspace, context, caller, notes } = await openToWrite(muster.access, root);
  const program = await committedProgramFor(caller, workspace, model);
  for (const note of notes) muster.output.warn(note);
  const planned = take(await carry({ ...context, dryRun: true }, program, undefined));
  if (planned.status !== "would-apply") {
    tellMove(muster, { root, ports: context, program, report: planned });
    return planned;
  }
  const isLast = [...program.stages.keys()].at(-1) === stage;
  const seen = {
    report: planned,
    program,
    registry: context.registry.id,
    policyRef: `${workspace.files.commit.slice(0, 7)} (${workspace.ref})`,
    notes,
  };
  if (!(muster.isTest && confirmed) && !(await confirmMove(seen, { isLast }))) return undefined;

  const report = take(
    await withCancelUntilAnnounced(title, context.ledger, (ledger) => carry({ ...context, ledger }, program, planned.from)),
  );
  for (const warning of report.warnings) muster.output.warn(warning);
  tellMove(muster, { root, ports: context, program, report });
  void muster.overviews.refresh();
  return report;
};

/** Shows how a move goes. *Cancel* is there as long as it can be called off: until it is announced in the ledger. */
const withCancelUntilAnnounced = async <T>(title: string, ledger: Ledger, carry: (ledger: Ledger) => Promise<T>): Promise<T> => {
  const location = ProgressLocation.Notification;
  let isCalledOff = false;
  let announcing = (): void => undefined;
  const announced = new Promise<"announced">((resolve) => (announcing = () => resolve("announced")));
  const carried = carry({
    ...ledger,
    append: (entry, head) => {
      if (entry.event.type.endsWith(".intended")) {
        if (isCalledOff) return Promise.resolve(failure("denied", l10n.t("you called it off")));
        announcing();
      }
      return ledger.append(entry, head);
    },
  });
  const reached = await window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    token.onCancellationRequested(() => (isCalledOff = true));
    progress.report({ message: l10n.t("looking again") });
    return Promise.race([announced, carried.then(() => "done" as const)]);
  });
  if (reached === "done") return carried;
  return window.withProgress({ location, title }, (progress) => {
    progress.report({ message: l10n.t("announced, too late to cancel") });
    return carried;
  });
};

import { EventEmitter, workspace, type Event, type LogOutputChannel } from "vscode";
import { ProblemError, type Problem } from "@muster/workspace/problem";
import { lineOf } from "../commands/tell.js";
import type { Access } from "./opened.js";
import { readOverview, type Overview, type Unread } from "./overview.js";
import { findRoots } from "./roots.js";

/** What was read of every workspace, kept until something changes or it is old. */
export interface Overviews {
  /** What was read last; undefined before anything was. */
  seen(): readonly (Overview | Unread)[] | undefined;
  /** Reads everything anew, as it is from now on: what is being read may have begun before something happened. */
  refresh(): Promise<readonly (Overview | Unread)[]>;
  /** Reads anew what is older than half a minute. */
  freshen(): Promise<readonly (Overview | Unread)[]>;
  /** What was read is something else than before. */
  readonly onDidChange: Event<void>;
  dispose(): void;
}

/** In milliseconds. */
const keep = 30_000;

export const overviewsOf = (output: LogOutputChannel, access: Access): Overviews => {
  const changed = new EventEmitter<void>();
  let seen: readonly (Overview | Unread)[] | undefined;
  let at = -Infinity;
  let reading: Promise<readonly (Overview | Unread)[]> | undefined;
  let next: Promise<readonly (Overview | Unread)[]> | undefined;

  const readOne = async (root: string): Promise<Overview | Unread> => {
    try {
      return await readOverview(access, root);
    } catch (error) {
      const problem: Problem =
        error instanceof ProblemError ? error.problem : { code: "defect", message: error instanceof Error ? error.message : String(error) };
      output.warn(`${root}: ${lineOf(problem)}`);
      return { root, problem };
    }
  };
  const read = async (): Promise<readonly (Overview | Unread)[]> => {
    const before = seen === undefined ? undefined : signatureOf(seen);
    try {
      const roots = workspace.isTrusted ? await findRoots() : [];
      seen = await Promise.all(roots.map(readOne));
      at = Date.now();
    } finally {
      reading = undefined;
    }
    if (signatureOf(seen) !== before) changed.fire();
    return seen;
  };
  const begin = () => {
    next = undefined;
    return (reading = read());
  };
  const refresh = () => {
    if (reading === undefined) return begin();
    return (next ??= reading.then(begin, begin));
  };

  return {
    seen: () => seen,
    refresh,
    freshen: () => (seen !== undefined && Date.now() - at < keep ? Promise.resolve(seen) : (reading ?? refresh())),
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
};

/** What people see of it, without the instant at which it was read. */
const signatureOf = (seen: readonly (Overview | Unread)[] = []): string =>
  JSON.stringify(
    seen.map((one) =>
      "problem" in one
        ? [one.root, one.problem.message]
        : [
            one.root,
            one.identity,
            one.notes,
            one.events.at(-1),
            one.models.map(({ openMoves, ...status }) => [
              status,
              openMoves.map(({ version, to, decision, asksMe }) => [version, to, decision.verdict, decision.gates, asksMe?.gates]),
            ]),
          ],
    ),
  );

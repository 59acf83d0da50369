import { EventEmitter, workspace, type Event, type LogOutputChannel } from "vscode";
import { ProblemError } from "@muster/workspace/problem";
import { readOverview, type Overview, type Unread } from "./overview.js";
import { findRoots } from "./roots.js";

/** What was read of every workspace, kept until something changes or it is old. */
export interface Overviews {
  /** What was read last; undefined before anything was. */
  seen(): readonly (Overview | Unread)[] | undefined;
  /** Reads everything anew. Whoever asks while it is read waits for the same answer. */
  refresh(): Promise<readonly (Overview | Unread)[]>;
  /** Reads anew what is older than half a minute. */
  freshen(): Promise<readonly (Overview | Unread)[]>;
  readonly onDidChange: Event<void>;
  dispose(): void;
}

/** In milliseconds. */
const keep = 30_000;

export const overviewsOf = (output: LogOutputChannel, tool: string): Overviews => {
  const changed = new EventEmitter<void>();
  let seen: readonly (Overview | Unread)[] | undefined;
  let at = -Infinity;
  let reading: Promise<readonly (Overview | Unread)[]> | undefined;

  const readOne = async (root: string): Promise<Overview | Unread> => {
    try {
      return await readOverview(root, tool);
    } catch (error) {
      const problem =
        error instanceof ProblemError
          ? error.problem
          : { code: "defect" as const, message: error instanceof Error ? error.message : String(error) };
      output.warn(`${root}: ${problem.message}`);
      return { root, problem };
    }
  };
  const read = async (): Promise<readonly (Overview | Unread)[]> => {
    try {
      const roots = workspace.isTrusted ? await findRoots() : [];
      seen = await Promise.all(roots.map(readOne));
      at = Date.now();
    } finally {
      reading = undefined;
    }
    changed.fire();
    return seen;
  };
  const refresh = () => (reading ??= read());

  return {
    seen: () => seen,
    refresh,
    freshen: () => (seen !== undefined && Date.now() - at < keep ? Promise.resolve(seen) : refresh()),
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
};

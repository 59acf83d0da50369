import type { LogOutputChannel } from "vscode";
import type { Overviews } from "./workspaces/overviews.js";

/** What every command and view works with. */
export interface Muster {
  readonly output: LogOutputChannel;
  readonly overviews: Overviews;
  /** The program and its version, `muster-vscode/0.1.0`: what the ledger says an event was written with. */
  readonly tool: string;
  /** The extension runs under a test: a test's word may stand for a person's. */
  readonly isTest: boolean;
}

import type { LogOutputChannel } from "vscode";
import type { ReportPanels } from "./report/panels.js";
import type { Logins } from "./secrets/logins.js";
import type { Views } from "./views/views.js";
import type { Access } from "./workspaces/opened.js";
import type { Overviews } from "./workspaces/overviews.js";

/** What every command and view works with. */
export interface Muster {
  readonly output: LogOutputChannel;
  readonly access: Access;
  readonly logins: Logins;
  readonly overviews: Overviews;
  readonly views: Views;
  readonly reports: ReportPanels;
  /** The extension runs under a test: a test's word may stand for a person's. */
  readonly isTest: boolean;
}

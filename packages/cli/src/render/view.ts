import type { Colours } from "../terminal.js";

/** How a report is to be shown. */
export interface View {
  readonly colours: Colours;
  /** In columns. */
  readonly width: number;
  /** The result in a line instead of a page. */
  readonly quiet: boolean;
}

import type picocolors from "picocolors";

export type Colours = Pick<
  ReturnType<typeof picocolors.createColors>,
  "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan"
>;

/** How a report is to be shown. */
export interface View {
  readonly colours: Colours;
  /** In columns. */
  readonly width: number;
  /** The result in a line instead of a page. */
  readonly quiet: boolean;
}

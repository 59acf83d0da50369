import type { Command } from "vscode";
import type { Subject } from "../promote/subject.js";

/** An item of a view: data, so that what a view shows can be looked at without it. Commands of its menu are given it as their subject. */
export interface Node extends Subject {
  /** Unique among its siblings and stable, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
  /** A codicon, and the theme colour that it has. */
  readonly icon: string;
  readonly colour?: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** What its menu depends on. */
  readonly context: string;
  readonly command?: Command;
  readonly children?: readonly Node[];
}

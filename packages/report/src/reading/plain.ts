/** Characters that move the cursor, colour the screen or turn the reading direction: nothing that a registry or a policy says may do that. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text of somebody else's in one line that shows what is in it. */
export const plain = (text: string): string =>
  text.replace(controls, (control) =>
    control === "\n" || control === "\t" ? " " : `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A part of a message. */
export interface Run {
  readonly text: string;
  /** Somebody's own text, which stands in backticks. */
  readonly own: boolean;
}

/** A message, with somebody's own text set apart. */
export const runsOf = (message: string): readonly Run[] =>
  plain(message)
    .split(/`([^`]+)`/)
    .map((text, index) => ({ text, own: index % 2 === 1 }))
    .filter(({ text }) => text !== "");

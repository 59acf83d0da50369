import stringWidth from "fast-string-width";
import type { Colours } from "../../terminal.js";

/** Characters that move the cursor, colour the screen or turn the reading direction: nothing that a registry or a policy says may do that. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text of somebody else's in one line that shows what is in it. */
export const plain = (text: string): string =>
  text.replace(controls, (control) =>
    control === "\n" || control === "\t" ? " " : `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

export const widthOfText = (text: string): number => stringWidth(text);

export const padEnd = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOfText(text)));

/** The user's own text, which stands in backticks, is set apart by colour where there are colours. */
export const marked = (text: string, colours: Colours): string =>
  colours.cyan("") === "" ? plain(text) : plain(text).replace(/`([^`]+)`/g, (_, own: string) => colours.cyan(own));

/** Words in lines no wider than `width`; a word that is wider has a line of its own. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || widthOfText(last) + 1 + widthOfText(word) > width) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);

/** A wrapped text whose lines stand under one another after `lead`. */
export const hanging = (lead: string, text: string, width: number): readonly string[] => {
  const indent = widthOfText(lead);
  return wrap(text, Math.max(16, width - indent)).map((line, index) => (index === 0 ? lead : " ".repeat(indent)) + line);
};

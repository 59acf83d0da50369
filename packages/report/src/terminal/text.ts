import { plain } from "../reading/plain.js";
import stringWidth from "fast-string-width";
import type { Colours } from "./view.js";

export { plain };

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

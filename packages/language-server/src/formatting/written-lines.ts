import { isMap, isScalar, isSeq, type Node } from "yaml";
import { leavesOf } from "../documents/tree.js";

/** A line of a text, without its line break. */
export interface WrittenLine {
  readonly start: number;
  readonly text: string;
  /** How many blanks it begins with. */
  readonly indent: number;
  /** `inside`: it begins inside of a text or of brackets. */
  readonly sort: "content" | "comment" | "blank" | "inside";
}

export const writtenLines = (root: unknown, text: string): readonly WrittenLine[] => {
  const inside = startsInside(root, text);
  let start = 0;
  return text.split("\n").map((raw): WrittenLine => {
    const line = raw.replace(/\r$/, "");
    const at = start;
    start += raw.length + 1;
    const blanks = /^ */.exec(line)?.[0].length ?? 0;
    const sort = inside.has(at) ? "inside" : line.trim() === "" ? "blank" : line.charAt(blanks) === "#" ? "comment" : "content";
    return { start: at, text: line, indent: blanks, sort };
  });
};

/** The offsets of the lines that begin inside of a text, or of brackets. */
const startsInside = (root: unknown, text: string): ReadonlySet<number> => {
  const inside = new Set<number>();
  const take = ({ range }: Node) => {
    const [start = 0, end = 0] = range ?? [];
    for (let at = text.indexOf("\n", start) + 1; at > 0 && at < end; at = text.indexOf("\n", at) + 1) inside.add(at);
  };
  const visit = (node: unknown): void => {
    if ((isMap(node) || isSeq(node)) && node.flow === true) take(node);
    else if (isMap<Node, Node | null>(node)) node.items.forEach(({ value }) => visit(value));
    else if (isSeq(node)) node.items.forEach(visit);
  };
  visit(root);
  for (const { scalar } of leavesOf(root)) if (isScalar(scalar)) take(scalar);
  return inside;
};

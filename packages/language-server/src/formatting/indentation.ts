import { startOf } from "@muster/core/editor";
import { isMap, isPair, isSeq, type Node } from "yaml";
import { lineStartAt } from "../documents/lines.js";
import type { Entry } from "../documents/tree.js";

/** The column that the lines of a text which begin with a key or a dash should begin at, by the offset of the line. */
export const columnsOf = (root: unknown, text: string): ReadonlyMap<number, number> => {
  const columns = new Map<number, number>();
  const place = (offset: number, column: number): void => {
    const line = lineStartAt(text, offset);
    if (text.slice(line, offset).trim() === "") columns.set(line, column);
  };

  /** `column`: of the keys or dashes of the container, which stands in a block. */
  const visit = (node: Node | null, column: number): void => {
    if (isMap<Node, Node | null>(node) && node.flow !== true) {
      for (const { key, value } of node.items) {
        place(startOf(key), column);
        visit(value, column + 2);
      }
    } else if (isSeq<Node | Entry>(node) && node.flow !== true) {
      for (const item of node.items) {
        const start = startOf(isPair(item) ? item.key : item);
        place(text.lastIndexOf("-", start - 1), column);
        if (!isPair(item)) visit(item, column + 2);
      }
    }
  };
  visit(root as Node | null, 0);
  return columns;
};

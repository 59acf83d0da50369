import { endOf, startOf } from "@muster/core/editor";
import { isMap, isPair, isSeq, type Node } from "yaml";
import type { Span } from "../documents/ranges.js";
import type { Container, Entry } from "../documents/tree.js";

/** Blanks within a line that should be others. */
export interface Spacing {
  readonly span: Span;
  readonly text: string;
}

/** One blank after a colon, a dash and a comma, none inside of brackets, one inside of braces. What has a comment in it stays. */
export const spacingsOf = (root: unknown, text: string): readonly Spacing[] => {
  const spacings: Spacing[] = [];
  /** Lays out what stands between two offsets where it has the form, on one line. */
  const between = (start: number, end: number, form: RegExp, wanted: string): void => {
    const written = text.slice(start, end);
    if (form.test(written) && written !== wanted) spacings.push({ span: { start, end }, text: wanted });
  };

  const entry = ({ key, value }: Entry): void => {
    visit(key);
    if (value !== null && startOf(value) > endOf(key, text)) between(endOf(key, text), startOf(value), /^[ \t]*:[ \t]+$/, ": ");
    visit(value);
  };

  const flow = (container: Container): void => {
    const items: readonly (Node | Entry)[] = container.items;
    const [first, last] = [items[0], items.at(-1)];
    if (first === undefined || last === undefined) return;
    const padding = isMap(container) ? " " : "";
    between(startOf(container) + 1, startOf(isPair(first) ? first.key : first), /^[ \t]*$/, padding);
    items
      .slice(1)
      .forEach((item, index) =>
        between(endOfItem(items[index] ?? item, text), startOf(isPair(item) ? item.key : item), /^[ \t]*,[ \t]*$/, ", "),
      );
    between(endOfItem(last, text), endOf(container, text) - 1, /^[ \t]*$/, padding);
  };

  const visit = (node: Node | null): void => {
    if (!isMap<Node, Node | null>(node) && !isSeq<Node | Entry>(node)) return;
    if (node.flow === true) flow(node);
    for (const item of node.items as readonly (Node | Entry)[]) {
      if (isPair<Node, Node | null>(item)) entry(item);
      else {
        if (isSeq(node) && node.flow !== true) afterDash(item);
        visit(item);
      }
    }
  };

  const afterDash = (item: Node): void => {
    const start = startOf(item);
    const dash = text.lastIndexOf("-", start - 1);
    if (dash >= 0) between(dash, start, /^-[ \t]+$/, "- ");
  };

  visit(root as Node | null);
  return spacings;
};

const endOfItem = (item: Node | Entry, text: string): number =>
  isPair<Node, Node | null>(item) ? Math.max(endOf(item.key, text), item.value === null ? 0 : endOf(item.value, text)) : endOf(item, text);

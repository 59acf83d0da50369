import { hanging, padEnd, widthOfText, wrap } from "@muster/report/terminal";

/** A row of a page's table and what stands under it. */
export interface Row {
  /** How deep it stands below its gate. */
  readonly depth: number;
  readonly symbol: string;
  readonly id: string;
  readonly observed: string;
  readonly expected: string;
  readonly margin: string;
  readonly details: readonly Detail[];
}

/** A text that may take several lines, which stand under one another after `lead`. */
export interface Detail {
  readonly lead?: string;
  readonly text: string;
  /** Whether it stands a step further left than its row. */
  readonly outdent?: boolean;
}

const gap = "  ";
const widestObserved = 24;
const narrowestExpected = 18;

/** Rows in columns where the width allows it, else each row as a line with its cells beneath. */
export const tableLines = (rows: readonly Row[], width: number): readonly string[] => {
  const widest = (cellOf: (row: Row) => number) => Math.max(0, ...rows.map(cellOf));
  const id = Math.min(
    widest((row) => widthOfText(row.id) + row.depth * 2),
    Math.floor(width / 3),
  );
  const observed = Math.min(
    widest((row) => widthOfText(row.observed)),
    widestObserved,
  );
  const margin = widest((row) => widthOfText(row.margin));
  const wanted = widest((row) => widthOfText(row.expected));
  const expected = Math.min(wanted, width - 4 - id - observed - margin - gap.length * 3);
  const fits = expected >= Math.min(wanted, narrowestExpected);
  return rows.flatMap((row) => {
    const indent = " ".repeat(2 + row.depth * 2);
    const cells = fits ? inColumns(row, indent, { id: id - row.depth * 2, observed, expected }) : stacked(row, indent, width);
    return [
      ...cells,
      ...row.details.flatMap(({ lead = "", text, outdent = false }) => hanging(`${outdent ? "" : "  "}${indent}${lead}`, text, width)),
    ];
  });
};

interface Widths {
  readonly id: number;
  readonly observed: number;
  readonly expected: number;
}

const inColumns = ({ symbol, id, observed, expected, margin }: Row, indent: string, widths: Widths): readonly string[] => {
  const [first = "", ...others] = wrap(expected, widths.expected);
  const cells = [padEnd(cut(observed, widths.observed), widths.observed), padEnd(first, widths.expected), margin].join(gap);
  const before = " ".repeat(indent.length + 2 + widths.id) + gap;
  const further = others.map((line) => before + " ".repeat(widths.observed) + gap + line);
  if (widthOfText(id) > widths.id) return [`${indent}${symbol} ${id}`, ...(cells.trim() === "" ? [] : [before + cells]), ...further];
  return [`${indent}${symbol} ${padEnd(id, widths.id)}${gap}${cells}`, ...further];
};

const stacked = ({ symbol, id, observed, expected, margin }: Row, indent: string, width: number): readonly string[] => {
  const cells = [observed, expected, margin].filter((cell) => cell !== "").join(gap);
  return [`${indent}${symbol} ${id}`, ...(cells === "" ? [] : hanging(`${indent}  `, cells, width))];
};

const cut = (text: string, width: number): string => (widthOfText(text) > width ? `${text.slice(0, width - 1)}…` : text);

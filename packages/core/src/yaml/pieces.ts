/** A text with one short item in the place of every run of pieces. */
export interface Outline {
  readonly text: string;
  readonly runs: readonly Run[];
  /** Where the dashes of all pieces stand in their lines, from 0. */
  readonly column: number;
}

/** Items of one list that follow one another. */
export interface Run {
  readonly pieces: readonly Piece[];
  /** Where the short item's line begins in the outline. */
  readonly start: number;
  /** Where its value stands. */
  readonly at: number;
  /** Where its line ends, with the line break. */
  readonly after: number;
  /** Before this what comes of the outline can depend on the pieces: on a comment above an item that has no value. */
  readonly until: number;
  /** How much longer the pieces are than the short item's line. */
  readonly longer: number;
}

/** The text of an item from the beginning of its line to that of the next item's. */
export interface Piece {
  readonly start: number;
  readonly text: string;
}

/** The value of what stands in the outline for a run. */
export const shortItem = "0";

interface Line {
  readonly start: number;
  readonly indent: number;
  readonly isItem: boolean;
}

/**
 * The inner items of lists, at the column where most items stand, and what is left without them. An item that no other one
 * follows is left, so that what comes after a piece is always alike. Undefined where there is nothing to leave out.
 */
export const outlineOf = (text: string): Outline | undefined => {
  const lines = linesOf(text);
  const column = mostUsedColumn(lines);
  if (column === undefined) return undefined;
  const runs: Run[] = [];
  let outlined = "";
  let copied = 0;
  const leaveOut = (starts: readonly number[], end: number): void => {
    const [first, last] = [starts[0], starts.at(-1)];
    if (first === undefined || last === undefined || first === last) return;
    const line = `${" ".repeat(column)}- ${shortItem}\n`;
    outlined += text.slice(copied, first);
    const start = outlined.length;
    outlined += line;
    copied = last;
    runs.push({
      pieces: starts.slice(0, -1).map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) })),
      start,
      at: outlined.length - 1 - shortItem.length,
      after: outlined.length,
      until: outlined.length + (/^ *- +[\w"']/.test(text.slice(last, end)) ? 0 : end - last),
      longer: last - first - line.length,
    });
  };
  let starts: number[] = [];
  for (const { start, indent, isItem } of lines) {
    if (indent > column) continue;
    if (indent === column && isItem) {
      starts.push(start);
      continue;
    }
    leaveOut(starts, start);
    starts = [];
  }
  leaveOut(starts, text.length);
  return runs.length === 0 ? undefined : { text: outlined + text.slice(copied), runs, column };
};

/** The lines that say something; none where a tab makes columns uncertain, or a directive changes the language. */
const linesOf = (text: string): readonly Line[] => {
  if (/^(?: *\t|%)/m.test(text)) return [];
  return [...text.matchAll(/(?<![^\n])( *)(?:(-)(?=[ \t\r\n]|$)|[^ \r\n#])/g)].map(({ index, 1: blanks = "", 2: dash }) => ({
    start: index,
    indent: blanks.length,
    isItem: dash !== undefined,
  }));
};

const mostUsedColumn = (lines: readonly Line[]): number | undefined => {
  const counts = new Map<number, number>();
  for (const { indent, isItem } of lines) if (isItem) counts.set(indent, (counts.get(indent) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0];
};

import type { Position, SourceRange } from "../diagnostics/diagnostic.js";

/** A text whose offsets are told as lines and columns. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly firstLine: SourceRange;
  positionAt(offset: number): Position;
  /** Offsets beyond the text are taken to its ends. */
  rangeOf(start: number, end: number): SourceRange;
}

export const sourceText = (file: string, text: string): SourceText => {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);

  const positionAt = (wanted: number): Position => {
    const offset = Math.max(0, Math.min(wanted, text.length));
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1, offset };
  };

  const rangeOf = (start: number, end: number): SourceRange => ({ file, start: positionAt(start), end: positionAt(Math.max(start, end)) });
  const [firstLine = ""] = text.slice(0, lineStarts[1]).split(/[\r\n]/);
  return { file, text, positionAt, rangeOf, firstLine: rangeOf(0, firstLine.length) };
};

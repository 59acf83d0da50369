import type { YamlDocument } from "@muster/core/editor";
import { newlineOf } from "../documents/lines.js";
import { columnsOf } from "./indentation.js";
import { spacingsOf, type Spacing } from "./spacing.js";
import { writtenLines, type WrittenLine } from "./written-lines.js";

/** A text laid out: two blanks a level, one after colons, dashes and commas, none at the ends of lines. Its texts stay as they are. */
export const laidOut = ({ root, source: { text } }: YamlDocument): string => {
  const lines = writtenLines(root, text);
  const indents = indentsOf(lines, columnsOf(root, text));
  const spacings = spacingsOf(root, text);
  const changed = lines.map((line, index): string => {
    if (line.sort === "inside") return line.text.trim() === "" ? line.text : `${blanks(indents[index])}${line.text.slice(line.indent)}`;
    const written = spaced(line, spacings).trim();
    return written === "" ? "" : `${blanks(indents[index])}${written}`;
  });
  const isRepeated = (index: number) => lines[index]?.sort === "blank" && (index === 0 || lines[index - 1]?.sort === "blank");
  const kept = changed.filter((_, index) => !isRepeated(index));
  const ending = lines.at(-1)?.sort === "inside" ? kept : [...kept.slice(0, kept.findLastIndex((line) => line !== "") + 1), ""];
  return ending.join(newlineOf(text));
};

const blanks = (count = 0): string => " ".repeat(Math.max(0, count));

const spaced = ({ start, text }: WrittenLine, spacings: readonly Spacing[]): string => {
  const own = spacings
    .filter(({ span }) => start <= span.start && span.end <= start + text.length)
    .toSorted((a, b) => b.span.start - a.span.start);
  return own.reduce((line, { span, text: wanted }) => `${line.slice(0, span.start - start)}${wanted}${line.slice(span.end - start)}`, text);
};

/** What stands inside of a text moves with the line that the text begins on. */
const indentsOf = (lines: readonly WrittenLine[], columns: ReadonlyMap<number, number>): readonly number[] => {
  let shift = 0;
  const moved = lines.map(({ start, indent, sort }) => {
    const column = columns.get(start);
    if (sort === "content" && column !== undefined) shift = column - indent;
    return indent + shift;
  });
  // A comment belongs to what follows it in the same column.
  return lines.map(({ sort, indent }, index) => {
    const next = sort === "comment" ? lines.findIndex((line, at) => at > index && line.sort === "content") : -1;
    return (next >= 0 && lines[next]?.indent === indent ? moved[next] : moved[index]) ?? indent;
  });
};

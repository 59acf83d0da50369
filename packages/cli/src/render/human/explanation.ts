import { hanging, padEnd, type View, widthOfText } from "@muster/report/terminal";
import type { Report } from "../../report.js";

/** A page that stands in Markdown, laid out for a terminal: paragraphs and lists wrapped, code as it is. */
export const explanationPage = ({ markdown }: Extract<Report, { type: "explanation" }>, { colours, width }: View): readonly string[] => {
  const code = (text: string) => text.replace(/`([^`]+)`/g, (whole, own: string) => colours.cyan(colours.cyan("") === "" ? whole : own));
  const lines: string[] = [];
  let fenced = false;
  for (const block of joined(markdown)) {
    if (block.startsWith("```")) fenced = !fenced;
    else if (fenced) lines.push(`    ${colours.dim(block)}`);
    else if (block.startsWith("#")) lines.push(colours.bold(code(block.replace(/^#+ /, ""))));
    else if (/^\s*[-*] /.test(block)) lines.push(...hanging("  · ", code(block.replace(/^\s*[-*] /, "")), width));
    else if (block.startsWith("|")) lines.push(block);
    else lines.push(...hanging("", code(block), width));
  }
  return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
};

/** Lines of one paragraph or list item as one. */
const joined = (markdown: string): readonly string[] => {
  let fenced = false;
  return markdown.split("\n").reduce<string[]>((blocks, line) => {
    const before = blocks.at(-1);
    const goesOn =
      !fenced &&
      before !== undefined &&
      before !== "" &&
      /^[^\s#|`>-]|^`[^`]|^ {2,}\S/.test(line) &&
      !/^(#|\||```)/.test(before) &&
      !/^\s*[-*] /.test(line);
    if (line.startsWith("```")) fenced = !fenced;
    return goesOn ? [...blocks.slice(0, -1), `${before} ${line.trim()}`] : [...blocks, line];
  }, []);
};

/** Every code with its title. */
export const codesPage = ({ codes }: Extract<Report, { type: "codes" }>, { colours, width }: View): readonly string[] => {
  const longest = Math.max(...codes.map(({ code }) => widthOfText(code)));
  return codes.flatMap(({ code, title }) => hanging(`${colours.cyan(padEnd(code, longest))}  `, title, width));
};

import { isPolicyTestFile, type Diagnostic, type Severity } from "@muster/core";
import type { Colours, View } from "./view.js";
import { hanging, marked, plain, widthOfText } from "./text.js";

const colourOf: Readonly<Record<Severity, "red" | "yellow" | "blue">> = { error: "red", warning: "yellow", hint: "blue" };

export interface DiagnosedFiles {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the diagnostics are about, by file. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Every diagnostic with its line, and how many of each there are. */
export const diagnosticsPage = ({ files, diagnostics, texts }: DiagnosedFiles, view: View): readonly string[] => {
  const told = diagnostics.flatMap((diagnostic) => [...diagnosticLines(diagnostic, texts, view), ""]);
  if (view.quiet) return told.slice(0, -1);
  return [...told, `${counts(files)}: ${tally(diagnostics, view.colours)}`];
};

/** How many policies were looked at, and how many policy tests. */
const counts = (files: readonly string[]): string => {
  const tests = files.filter(isPolicyTestFile).length;
  const policies = files.length - tests;
  return [...(policies === 0 ? [] : [counted(policies, "policy file")]), ...(tests === 0 ? [] : [counted(tests, "policy test")])].join(
    ", ",
  );
};

export const diagnosticLines = (diagnostic: Diagnostic, texts: ReadonlyMap<string, string>, view: View): readonly string[] => {
  const { colours, width } = view;
  const { code, severity, message, help, range, fixes = [] } = diagnostic;
  const paint = colours[colourOf[severity]];
  const { line, column } = range.start;
  const advice = [
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...fixes.filter(({ text }) => help?.includes(`\`${text}\``) !== true).map(({ title }) => `fix: ${title}`),
  ];
  return [
    ...hanging(
      `${colours.bold(`${plain(range.file)}:${line}:${column}`)} ${paint(severity)} `,
      `${colours.dim(code)} ${marked(message, colours)}`,
      width,
    ).map((text, index) => (index === 0 ? text : `  ${text.trimStart()}`)),
    ...excerpt(diagnostic, texts.get(range.file), paint, view),
    ...advice.flatMap((text) => hanging("  ", marked(text, colours), width)),
  ];
};

/** The line with its first place underlined, cut so that the place is in sight. */
const excerpt = (
  { range: { start, end } }: Diagnostic,
  text: string | undefined,
  paint: (text: string) => string,
  { colours, width }: View,
): readonly string[] => {
  const line = text?.split(/\r?\n/)[start.line - 1];
  if (line === undefined || line.trim() === "") return [];
  const number = `  ${start.line} │ `;
  const room = Math.max(16, width - number.length);
  const from = start.column - 1 < room - 8 ? 0 : start.column - 9;
  const before = plain(line.slice(from, start.column - 1));
  const length = start.line === end.line ? end.column - start.column : line.length - start.column + 1;
  const place = plain(line.slice(start.column - 1, start.column - 1 + length)).slice(0, Math.max(1, room - before.length));
  const shown = `${before}${plain(line.slice(start.column - 1))}`.slice(0, room);
  return [
    colours.dim(number) + shown,
    colours.dim(`${" ".repeat(number.length - 2)}│ `) +
      " ".repeat(widthOfText(before)) +
      paint("^".repeat(Math.max(1, widthOfText(place)))),
  ];
};

const tally = (diagnostics: readonly Diagnostic[], colours: Colours): string => {
  const parts = (["error", "warning", "hint"] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [colours[colourOf[severity]](counted(count, severity))];
  });
  return parts.length === 0 ? colours.green("no problem found") : parts.join(", ");
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

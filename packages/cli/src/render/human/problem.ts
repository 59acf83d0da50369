import { diagnosticLines, hanging, marked, type View } from "@muster/report/terminal";
import type { Problem } from "@muster/workspace/problem";

/** What is wrong, where, and what to do next. */
export const problemLines = (
  { message, help, diagnostics = [], texts = new Map<string, string>() }: Problem,
  view: View,
): readonly string[] => {
  const { colours, width } = view;
  return [
    ...diagnostics.flatMap((diagnostic) => [...diagnosticLines(diagnostic, texts, view), ""]),
    ...hanging(`${colours.red(colours.bold("error:"))} `, marked(message, colours), width),
    ...(help === undefined ? [] : hanging(` ${colours.bold("next:")} `, marked(help, colours), width)),
  ];
};

import type { CaseResult, Difference } from "@muster/core";
import { percentageOf, type Report } from "../../report.js";
import type { Colours } from "../../terminal.js";
import type { View } from "../view.js";
import { coverageLines } from "./coverage.js";
import { diagnosticLines } from "./diagnostics.js";
import { hanging, marked, plain } from "./text.js";

type Tests = Extract<Report, { type: "tests" }>;

/** The cases of every file, what differs in those that failed, and how many there are of each. */
export const testsPage = (report: Tests, view: View): readonly string[] => {
  const { files, errors, texts } = report;
  return [
    ...errors.flatMap((error) => [...diagnosticLines(error, texts, view), ""]),
    ...files.flatMap((tested) => fileLines(tested, view)),
    ...(report.coverage ?? []).flatMap((coverage) => [...coverageLines(coverage, view), ...(view.quiet ? [] : [""])]),
    tally(report, view.colours),
    ...tooLittle(report, view.colours),
  ];
};

const fileLines = ({ file, policy, results }: Tests["files"][number], view: View): readonly string[] => {
  const { colours, quiet } = view;
  const shown = quiet ? results.filter(({ passed }) => !passed) : results;
  if (shown.length === 0) return [];
  return [
    `${colours.bold(plain(file))} ${colours.dim(`tests ${plain(policy)}`)}`,
    "",
    ...shown.flatMap((result) => caseLines(result, view)),
    "",
  ];
};

const caseLines = ({ name, passed, differences }: CaseResult, view: View): readonly string[] => {
  const { colours, width } = view;
  const symbol = passed ? colours.green("✓") : colours.red("✗");
  return [
    ...hanging(`  ${symbol} `, passed ? plain(name) : colours.bold(plain(name)), width),
    ...differences.flatMap((difference) => differenceLines(difference, view)),
  ];
};

const differenceLines = ({ about, gate, expected, observed, message, range, location }: Difference, view: View): readonly string[] => {
  const { colours, width } = view;
  const what = gate === undefined ? about : about === "code" ? `code of ${plain(gate)}` : plain(gate);
  const place = (file: string, line: number) => colours.dim(`${plain(file)}:${line}`);
  const policy = location === undefined ? "" : `  ${place(location.file, location.line)}`;
  return [
    ...hanging(
      "      ",
      `${what}: expected ${colours.green(plain(expected))}, observed ${colours.red(plain(observed))}  ${place(range.file, range.start.line)}`,
      width,
    ),
    ...(about === "summary" ? [] : hanging("        ", `${marked(message, colours)}${policy}`, width)),
  ];
};

const tally = ({ files, errors }: Tests, colours: Colours): string => {
  const results = files.flatMap((tested) => tested.results);
  const failed = results.filter(({ passed }) => !passed).length;
  const parts = [
    ...(errors.length === 0 ? [] : [colours.red(counted(errors.length, "error"))]),
    ...(failed === 0 ? [] : [colours.red(`${failed} failed`)]),
    ...(results.length === 0 ? [] : [colours.green(`${results.length - failed} passed`)]),
  ];
  return `${counted(results.length, "case")}: ${parts.join(", ")}`;
};

const tooLittle = (report: Tests, colours: Colours): readonly string[] => {
  const { minCoverage = 0, coverage = [] } = report;
  return coverage
    .filter((one) => percentageOf(one) < minCoverage)
    .map((one) => colours.red(`the coverage of ${plain(one.file)} is ${percentageOf(one)}%, below ${minCoverage}%`));
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

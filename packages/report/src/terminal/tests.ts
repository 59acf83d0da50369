import type { CaseResult, Diagnostic, Difference, PolicyCoverage } from "@muster/core";
import type { Colours, View } from "./view.js";
import { coverageLines, percentageOf } from "./coverage.js";
import { diagnosticLines } from "./diagnostics.js";
import { hanging, marked, plain } from "./text.js";

/** A policy test that was run. */
export interface TestedFile {
  readonly file: string;
  /** The file of its policy. */
  readonly policy: string;
  readonly results: readonly CaseResult[];
}

export interface Tests {
  readonly files: readonly TestedFile[];
  /** Of tests that could not be run, and of their policies. */
  readonly errors: readonly Diagnostic[];
  /** The texts that the errors are about, by file. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of each policy that was tested, where it is asked for. */
  readonly coverage?: readonly PolicyCoverage[];
  /** The percentage that each policy's coverage must have. */
  readonly minCoverage?: number;
}

/** The cases of every file, what differs in those that failed, and how many there are of each. */
export const testsPage = (report: Tests, view: View): readonly string[] => {
  const { files, errors, texts } = report;
  return [
    ...errors.flatMap((error) => [...diagnosticLines(error, texts, view), ""]),
    ...files.flatMap((tested) => fileLines(tested, view)),
    ...(report.coverage ?? []).flatMap((coverage) => [...coverageLines(coverage, view), ...(view.quiet ? [] : [""])]),
    tallyLine(
      files.flatMap(({ results }) => results),
      errors,
      view.colours,
    ),
    ...tooLittle(report, view.colours),
  ];
};

const fileLines = ({ file, policy, results }: TestedFile, view: View): readonly string[] => {
  const { colours, quiet } = view;
  const shown = quiet ? results.filter(({ passed }) => !passed) : results;
  if (shown.length === 0) return [];
  return [testedLine({ file, policy }, colours), "", ...shown.flatMap((result) => caseLines(result, view)), ""];
};

export const testedLine = ({ file, policy }: Pick<TestedFile, "file" | "policy">, colours: Colours): string =>
  `${colours.bold(plain(file))} ${colours.dim(`tests ${plain(policy)}`)}`;

export const caseLines = ({ name, passed, differences }: CaseResult, view: View): readonly string[] => {
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

/** How many cases there are, and what came of them. */
export const tallyLine = (results: readonly CaseResult[], errors: readonly Diagnostic[], colours: Colours): string => {
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

import picocolors from "picocolors";
import { Uri, workspace, type TestItem, type TestRun } from "vscode";
import type { CaseResult, Diagnostic } from "@muster/core";
import { caseLines, diagnosticLines, tallyLine, testedLine, type TestedFile } from "@muster/report/terminal";

/** What came of policy tests, as `muster test` prints it, in the output of a run; what is about a case is that case's own. */
export interface Output {
  /** Why a file cannot be run. `texts`: of the files that this is about, by their addresses. */
  errors(errors: readonly Diagnostic[], texts: ReadonlyMap<string, string>): void;
  /** A file of which cases follow, and its policy, by their addresses. */
  file(tested: Pick<TestedFile, "file" | "policy">): void;
  case(item: TestItem, result: CaseResult): void;
  /** How many cases there were, and what came of them. */
  end(): void;
}

const view = { colours: picocolors.createColors(true), width: 100, quiet: false };

export const outputOf = (run: TestRun): Output => {
  let isOpen = false;
  const results: CaseResult[] = [];
  const all: Diagnostic[] = [];
  const write = (lines: readonly string[], item?: TestItem): void =>
    run.appendOutput(lines.map((line) => `${line}\r\n`).join(""), undefined, item);
  return {
    errors: (errors, texts) => {
      all.push(...errors);
      const named = new Map([...texts].map(([file, text]) => [nameOf(file), text]));
      const lines = errors.flatMap((error) => [...diagnosticLines({ ...error, range: placed(error.range) }, named, view), ""]);
      write([...(isOpen ? [""] : []), ...lines]);
      isOpen = false;
    },
    file: ({ file, policy }) => {
      write([...(isOpen ? [""] : []), testedLine({ file: nameOf(file), policy: nameOf(policy) }, view.colours), ""]);
      isOpen = true;
    },
    case: (item, result) => {
      results.push(result);
      const differences = result.differences.map(({ location, ...difference }) => ({
        ...difference,
        range: placed(difference.range),
        ...(location && { location: placed(location) }),
      }));
      write(caseLines({ ...result, differences }, view), item);
    },
    end: () => write([...(isOpen ? [""] : []), tallyLine(results, all, view.colours)]),
  };
};

/** The path that people know a file by. */
const nameOf = (address: string): string => workspace.asRelativePath(Uri.parse(address));

const placed = <T extends { readonly file: string }>(place: T): T => ({ ...place, file: nameOf(place.file) });

import { BranchCoverage, FileCoverage, Position, StatementCoverage, TestCoverageCount, Uri } from "vscode";
import type { PolicyCoverage } from "@muster/core";

type Point = { readonly name: string; readonly shownBy: readonly string[] };

/** A policy's coverage with its details: a statement for each gate and bound, and in it a branch for each outcome or point. */
export class CoveredPolicy extends FileCoverage {
  readonly details: readonly StatementCoverage[];

  constructor({ file, stages, shown, total }: PolicyCoverage) {
    const details = stages.flatMap(({ gates }) =>
      gates.flatMap(({ location, outcomes, bounds }) => [
        statement(location, outcomes),
        ...bounds.map((bound) => statement(bound.location, bound.points)),
      ]),
    );
    const executed = details.filter((one) => one.executed !== 0 && one.executed !== false).length;
    super(Uri.parse(file), new TestCoverageCount(executed, details.length), new TestCoverageCount(shown, total));
    this.details = details;
  }
}

const statement = ({ line, column }: { readonly line: number; readonly column: number }, points: readonly Point[]): StatementCoverage => {
  const at = new Position(line - 1, column - 1);
  const branches = points.map(({ name, shownBy }) => new BranchCoverage(shownBy.length, at, name));
  return new StatementCoverage(
    points.reduce((sum, { shownBy }) => sum + shownBy.length, 0),
    at,
    branches,
  );
};

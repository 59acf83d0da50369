import { BranchCoverage, FileCoverage, Position, StatementCoverage, TestCoverageCount, Uri } from "vscode";
import type { PolicyCoverage } from "@muster/core";

type Point = { readonly name: string; readonly shownBy: readonly string[] };
type Place = { readonly file: string; readonly line: number; readonly column: number };

/** Something of a policy that its tests should show: a gate with its outcomes, or a bound with the points around it. */
interface Part {
  readonly place: Place;
  readonly points: readonly Point[];
}

/** A policy file's coverage with its details: a statement for each gate and bound, and in it a branch for each outcome or point. */
export class CoveredFile extends FileCoverage {
  readonly details: readonly StatementCoverage[];

  constructor(file: string, parts: readonly Part[]) {
    const points = parts.flatMap((part) => part.points);
    super(Uri.parse(file), countOf(parts.map(isShown)), countOf(points.map(isReached)));
    this.details = parts.map(statementOf);
  }
}

/** By the file that a gate is written in: a policy's own, or one that it extends. */
export const coveredFiles = (policies: readonly PolicyCoverage[]): readonly CoveredFile[] => {
  const byFile = new Map<string, Part[]>();
  for (const part of policies.flatMap(partsOf)) {
    const { file } = part.place;
    byFile.set(file, [...(byFile.get(file) ?? []), part]);
  }
  return [...byFile].map(([file, parts]) => new CoveredFile(file, parts));
};

const partsOf = ({ stages }: PolicyCoverage): readonly Part[] =>
  stages.flatMap(({ gates }) =>
    gates.flatMap(({ location, outcomes, bounds }) => [
      { place: location, points: outcomes },
      ...bounds.map((bound) => ({ place: bound.location, points: bound.points })),
    ]),
  );

const isReached = ({ shownBy }: Point): boolean => shownBy.length > 0;
const isShown = ({ points }: Part): boolean => points.some(isReached);
const countOf = (holds: readonly boolean[]): TestCoverageCount => new TestCoverageCount(holds.filter(Boolean).length, holds.length);

const statementOf = ({ place, points }: Part): StatementCoverage => {
  const at = new Position(place.line - 1, place.column - 1);
  const branches = points.map(({ name, shownBy }) => new BranchCoverage(shownBy.length, at, name));
  const executed = points.reduce((sum, { shownBy }) => sum + shownBy.length, 0);
  return new StatementCoverage(executed, at, branches);
};

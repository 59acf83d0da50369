import type { GateCoverage, PolicyCoverage, StageCoverage } from "@muster/core";
import type { View } from "./view.js";
import { padEnd, plain, widthOfText } from "./text.js";

/** Whole percents, and 100 only where nothing is missing. */
export const percentageOf = ({ shown, total }: Pick<PolicyCoverage, "shown" | "total">): number =>
  total === 0 ? 100 : Math.floor((shown / total) * 100);

/** What the tests of a policy show of it: a line for each gate with its outcomes, and one for each of its bounds. */
export const coverageLines = (coverage: PolicyCoverage, view: View): readonly string[] => {
  const { colours } = view;
  const { file, shown, total } = coverage;
  const rows = coverage.stages.flatMap(({ gates }) => gates.flatMap(rowsOf));
  const widths = {
    name: Math.max(...rows.map(({ name }) => widthOfText(name))),
    points: Math.max(...rows.map(({ points }) => widthOfText(pointsIn(points)))),
  };
  const percentage = percentageOf(coverage);
  const paint = percentage === 100 ? colours.green : colours.yellow;
  const headline = `${colours.bold(`Coverage of ${plain(file)}`)}: ${paint(`${percentage}%`)} ${colours.dim(`(${shown} of ${total})`)}`;
  if (view.quiet) return [headline];
  return [
    headline,
    ...coverage.stages.flatMap((stage) => [
      "",
      `  ${titleOf(stage)}`,
      ...stage.gates.flatMap(rowsOf).map((row) => line(row, widths, view)),
    ]),
  ];
};

const titleOf = ({ stage, action }: StageCoverage): string => (action === "rollback" ? `${plain(stage)}, rolled back` : plain(stage));

interface Row {
  readonly name: string;
  readonly points: readonly { readonly name: string; readonly shownBy: readonly string[] }[];
  /** `file:line`. */
  readonly place: string;
}

const rowsOf = ({ id, outcomes, location, bounds }: GateCoverage): readonly Row[] => [
  { name: plain(id), points: outcomes, place: placeOf(location) },
  ...bounds.map(({ key, written, points, location: place }) => ({ name: `  ${key} ${plain(written)}`, points, place: placeOf(place) })),
];

const placeOf = ({ file, line }: GateCoverage["location"]): string => `${plain(file)}:${line}`;

const pointsIn = (points: Row["points"], mark = (text: string, _shown: boolean): string => text): string =>
  points
    .map(({ name, shownBy }) => {
      const shown = shownBy.length > 0;
      return mark(`${shown ? "✓" : "✗"} ${name}`, shown);
    })
    .join("  ");

const line = (
  { name, points, place }: Row,
  widths: { readonly name: number; readonly points: number },
  { colours, width }: View,
): string => {
  const marked = pointsIn(points, (text, shown) => (shown ? colours.dim(text) : colours.red(text)));
  const padded = marked + " ".repeat(widths.points - widthOfText(pointsIn(points)));
  const cells = `    ${padEnd(name, widths.name)}  ${padded}`;
  const open = points.some(({ shownBy }) => shownBy.length === 0);
  const fits = 4 + widths.name + 2 + widths.points + 2 + widthOfText(place) <= width;
  if (!open) return cells;
  return fits ? `${cells}  ${colours.dim(place)}` : `${cells}  ${colours.dim(place.slice(place.lastIndexOf(":")))}`;
};

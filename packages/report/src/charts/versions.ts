import { extent } from "d3-array";
import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { boundsOn } from "../reading/metrics.js";
import { plain } from "../reading/plain.js";
import { filled } from "../reading/values.js";
import type { PromotionReport, VersionHistory } from "../report.js";
import type { Texts } from "../texts.js";
import { boundText } from "./bullet.js";
import { clampedMiddle, rounded, widthOfLabel, type Scene, type Shape } from "./scene.js";

/** A version's value in the chart. */
export interface Point {
  readonly version: string;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  /** What it is: the candidate, the stages that it holds or held. */
  readonly marks: readonly string[];
}

export interface VersionsChart extends Scene {
  /** Oldest first. */
  readonly points: readonly Point[];
}

const height = 208;
const plot = { top: 34, bottom: 172 } as const;
const labels = { versions: 190, right: 14 } as const;

/** A metric over the versions: who holds a stage is marked, as is the candidate, and the bounds of the policy are lines. */
export const versionsChart = ({ decision, history }: PromotionReport, metric: string, texts: Texts, width: number): VersionsChart => {
  const versions = history?.versions ?? [];
  const measured = versions.flatMap((version) => {
    const value = Object.hasOwn(version.metrics, metric) ? version.metrics[metric] : undefined;
    return value === undefined ? [] : [{ version, value }];
  });
  const bounds = boundsOn(decision, metric);
  const [low = 0, high = 0] = extent([...measured.map(({ value }) => value), ...bounds.map(({ bound }) => bound)]);
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const y = scaleLinear([low - span * 0.1, high + span * 0.1], [plot.bottom, plot.top]).nice(4);
  const ticks = y.ticks(4).map((tick) => ({ tick, text: y.tickFormat(4)(tick) }));
  const left = Math.max(...ticks.map(({ text }) => widthOfLabel(text))) + 8;
  const right = width - labels.right;
  const x = scalePoint(
    versions.map(({ version }) => version),
    [left, right],
  ).padding(0.5);
  const points = measured.map(({ version, value }): Point => ({
    version: version.version,
    value,
    x: rounded(x(version.version) ?? left),
    y: rounded(y(value)),
    marks: marksOf(version, decision.version, texts),
  }));

  const grid = ticks.flatMap(({ tick, text }): readonly Shape[] => {
    const at = rounded(y(tick));
    return [
      { type: "path", d: `M${left} ${at}H${right}`, class: "grid" },
      { type: "text", x: rounded(left - 6 - widthOfLabel(text) / 2), y: at + 4, text, class: "label axis" },
    ];
  });
  const boundLines = bounds.flatMap(({ bound, side }, index): readonly Shape[] => {
    const at = rounded(y(bound));
    const text = side === undefined ? String(bound) : boundText(side, bound);
    // The bounds of one metric lie close together: the first is named at the left end, the second at the right.
    const end = index % 2 === 0 ? left + widthOfLabel(text) / 2 + 2 : right - widthOfLabel(text) / 2;
    return [
      { type: "path", d: `M${left} ${at}H${right}`, class: "bound" },
      { type: "text", x: rounded(end), y: at - 4, text, class: "label bound" },
    ];
  });
  const path = line<Point>(
    (point) => point.x,
    (point) => point.y,
  )(points);
  return {
    width,
    height,
    description: filled(texts.metricOverVersions, plain(metric)),
    shapes: [
      ...grid,
      ...boundLines,
      ...(path === null ? [] : [{ type: "path", d: path, class: "series" } as const]),
      ...points.map((point) => marker(point, decision.version)),
      ...holderLabels(versions, points, width),
      ...versionLabels(points, decision.version, width),
    ],
    points,
  };
};

const marksOf = ({ version, tenures }: VersionHistory, candidate: string, texts: Texts): readonly string[] => [
  ...(version === candidate ? [texts.candidate] : []),
  ...tenures.map(({ stage, until }) => filled(until === undefined ? texts.holds : texts.held, plain(stage))),
];

/** The candidate is a large dot, who holds or held a stage a square, all others are small dots. */
const marker = ({ version, x, y, marks }: Point, candidate: string): Shape => {
  if (version === candidate) return { type: "circle", x, y, radius: 6, class: "point candidate" };
  if (marks.length > 0) return { type: "rect", x: x - 4, y: y - 4, width: 8, height: 8, class: "point holder" };
  return { type: "circle", x, y, radius: 3, class: "point" };
};

/** The stages that are held now, above the version that holds them; where two would overlap, the later is left to the table. */
const holderLabels = (versions: readonly VersionHistory[], points: readonly Point[], width: number): readonly Shape[] => {
  const placed: { readonly from: number; readonly to: number; readonly y: number }[] = [];
  return points.toReversed().flatMap((point): readonly Shape[] => {
    const held = versions.find(({ version }) => version === point.version)?.tenures.filter(({ until }) => until === undefined) ?? [];
    if (held.length === 0) return [];
    const text = shortened(held.map(({ stage }) => plain(stage)).join(", "), 22);
    const middle = clampedMiddle(point.x, text, width);
    const box = { from: middle - widthOfLabel(text) / 2 - 4, to: middle + widthOfLabel(text) / 2 + 4 };
    const y = [point.y - 12, point.y - 25].find((at) =>
      placed.every((other) => Math.abs(other.y - at) >= 13 || other.to < box.from || other.from > box.to),
    );
    if (y === undefined) return [];
    placed.push({ ...box, y });
    return [{ type: "text", x: rounded(middle), y: rounded(y), text, class: "label holder" }];
  });
};

/** The versions below, as many as there is room for, the candidate's always. */
const versionLabels = (points: readonly Point[], candidate: string, width: number): readonly Shape[] => {
  const taken: { readonly from: number; readonly to: number }[] = [];
  const inOrder = [
    ...points.filter(({ version }) => version === candidate),
    ...points.filter(({ version }) => version !== candidate).toReversed(),
  ];
  return inOrder.flatMap(({ version, x }): readonly Shape[] => {
    const text = shortened(plain(version), 12);
    const middle = clampedMiddle(x, text, width);
    const box = { from: middle - widthOfLabel(text) / 2 - 3, to: middle + widthOfLabel(text) / 2 + 3 };
    if (taken.some(({ from, to }) => from < box.to && to > box.from)) return [];
    taken.push(box);
    return [
      { type: "text", x: rounded(middle), y: labels.versions, text, class: version === candidate ? "label candidate" : "label axis" },
    ];
  });
};

const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

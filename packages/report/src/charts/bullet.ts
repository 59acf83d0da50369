import { scaleLinear } from "d3-scale";
import { extent } from "d3-array";
import type { Measured } from "../reading/metrics.js";
import { filled, marginText, valueText } from "../reading/values.js";
import { plain } from "../reading/plain.js";
import type { Texts } from "../texts.js";
import { clampedMiddle, rounded, widthOfLabel, type Scene, type Shape } from "./scene.js";

const signs = { min: "≥", above: ">", max: "≤", below: "<" } as const;

const track = { top: 18, height: 12, middle: 24 } as const;
const edge = 8;
const row = { bound: 12, value: 44, baseline: 58 } as const;

/** `≥ 0.92`. */
export const boundText = (side: NonNullable<Measured["side"]>, bound: number): string => `${signs[side]} ${bound}`;

/**
 * A value against its bound and the baseline: the side that holds is shaded, the line is the bound, the dot the value, with its interval,
 * the diamond the baseline. The axis does not begin at 0: what counts is the distance. Undefined where there is no bound to draw.
 */
export const bullet = (measured: Measured, texts: Texts, width = 288): Scene | undefined => {
  const { bound, side, baseline, interval, outcome, margin, metric } = measured;
  if (bound === undefined || side === undefined) return undefined;
  const observed = finite(measured.observed);
  const base = finite(baseline?.observed);
  const x = scaleFor([bound, observed, base, ...(interval ?? [])], width);

  const at = x(bound);
  const holdsAbove = side === "min" || side === "above";
  const shapes: Shape[] = [
    { type: "rect", x: edge, y: track.top, width: width - 2 * edge, height: track.height, class: "track" },
    holdsAbove
      ? { type: "rect", x: at, y: track.top, width: width - edge - at, height: track.height, class: "holds" }
      : { type: "rect", x: edge, y: track.top, width: at - edge, height: track.height, class: "holds" },
  ];
  if (observed !== undefined) shapes.push({ type: "path", d: `M${at} ${track.middle}H${x(observed)}`, class: `margin ${outcome}` });
  if (interval !== undefined) {
    const [low, high] = [x(interval[0]), x(interval[1])];
    const cap = (end: number) => `M${end} ${track.middle - 4}v8`;
    shapes.push({ type: "path", d: `M${low} ${track.middle}H${high}${cap(low)}${cap(high)}`, class: `interval ${outcome}` });
  }
  shapes.push({ type: "path", d: `M${at} ${track.top - 3}v${track.height + 6}`, class: "bound" });
  if (base !== undefined) shapes.push({ type: "path", d: `M${x(base)} ${track.middle - 6}l6 6l-6 6l-6 -6z`, class: "baseline" });
  if (observed !== undefined) shapes.push({ type: "circle", x: x(observed), y: track.middle, radius: 5, class: `value ${outcome}` });

  const label = (text: string, position: number, y: number, kind: string): Extract<Shape, { type: "text" }> => {
    const shown = fitting(text, width);
    return { type: "text", x: rounded(clampedMiddle(position, shown, width)), y, text: shown, class: kind };
  };
  const value = valueText(measured.observed ?? null, outcome);
  const valueLabel = observed === undefined ? undefined : label(value, x(observed), row.value, "label value");
  const baseLabel =
    base === undefined
      ? undefined
      : label(`${filled(texts.baselineVersion, plain(baseline?.version ?? ""))}: ${base}`, x(base), row.value, "label baseline");
  const lower = valueLabel !== undefined && baseLabel !== undefined && overlap(valueLabel, baseLabel);
  shapes.push(label(boundText(side, bound), at, row.bound, "label bound"));
  if (valueLabel !== undefined) shapes.push(valueLabel);
  if (baseLabel !== undefined) shapes.push(lower ? { ...baseLabel, y: row.baseline } : baseLabel);

  const said = [
    `${texts.observed} ${value}`,
    `${texts.bound} ${boundText(side, bound)}`,
    ...(margin === undefined ? [] : [`${texts.margin} ${marginText(margin)}`]),
    ...(base === undefined ? [] : [`${filled(texts.baselineVersion, plain(baseline?.version ?? ""))} ${base}`]),
  ];
  return {
    width,
    height: lower ? row.baseline + 4 : row.value + 4,
    description: `${plain(metric)}: ${said.join(", ")}: ${texts[outcome]}`,
    shapes,
  };
};

const finite = (value: unknown): number | undefined => (typeof value === "number" && Number.isFinite(value) ? value : undefined);

const scaleFor = (values: readonly (number | undefined)[], width: number): ((value: number) => number) => {
  // Quarters, so that no distance is wider than numbers reach.
  const [low = 0, high = 0] = extent(values.flatMap((value) => (value === undefined ? [] : [value / 4])));
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const scale = scaleLinear([low - span * 0.2, high + span * 0.2], [edge, width - edge]);
  return (value) => rounded(scale(value / 4));
};

type Label = Extract<Shape, { type: "text" }>;

const overlap = (one: Label, other: Label): boolean =>
  Math.abs(one.x - other.x) < (widthOfLabel(one.text) + widthOfLabel(other.text)) / 2 + 8;

const fitting = (text: string, width: number): string => {
  const room = Math.floor(width / widthOfLabel("0"));
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
};

import type { GateResult } from "@muster/core";
import { bullet } from "../charts/bullet.js";
import type { Measured } from "../reading/metrics.js";
import { plain } from "../reading/plain.js";
import { filled, marginText, valueText } from "../reading/values.js";
import { drawing } from "./drawing.js";
import { facts } from "./facts.js";
import { icon } from "./icon.js";
import { message } from "./message.js";
import type { View } from "./view.js";

/** Every bound on every metric of a gate: drawn, and in numbers. */
export const measurements = <T>(view: View<T>, { measurements: all = [] }: GateResult): T | undefined =>
  all.length === 0
    ? undefined
    : view.html`<ul class="measurements">${all.map((one) => view.html`<li>${measurement(view, one)}</li>`)}</ul>`;

const measurement = <T>(view: View<T>, measured: Measured): T => {
  const { html, texts } = view;
  const { metric, outcome, expected, margin, baseline, interval, observed } = measured;
  const scene = bullet(measured, texts);
  return html`<p class="metric">${icon(view, outcome)}<code>${plain(metric)}</code> <span class="quiet">${texts[outcome]}</span></p>
    ${scene === undefined ? undefined : drawing(view, scene)}
    ${facts(view, [
      [texts.observed, observed === undefined ? texts.notMeasured : valueText(observed, outcome)],
      [texts.expected, expected === undefined ? undefined : message(view, expected)],
      [texts.margin, margin === undefined ? undefined : marginText(margin)],
      [texts.interval, interval === undefined ? undefined : filled(texts.intervalFromTo, short(interval[0]), short(interval[1]))],
      [
        texts.baseline,
        baseline === undefined
          ? undefined
          : `${plain(baseline.version)}: ${baseline.observed === undefined ? texts.notMeasured : valueText(baseline.observed, "failed")}`,
      ],
    ])}`;
};

const short = (value: number): string => String(Number(value.toPrecision(6)));

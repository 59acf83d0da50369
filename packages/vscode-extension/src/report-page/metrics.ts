import { filled, metricsToCompare, type PromotionReport } from "@muster/report";
import { metricFigure, metricTable, type View } from "@muster/report/markup";
import { html, type TemplateResult } from "lit";
import { remember, remembered } from "./host.js";

/** The metric that one chooses over the versions, drawn and as a table. */
export const metrics = (view: View<TemplateResult>, report: PromotionReport, again: () => void): TemplateResult => {
  const { texts } = view;
  const all = report.history === undefined ? [] : metricsToCompare(report.decision, report.history);
  const before = remembered().metric;
  const metric = before !== undefined && all.includes(before) ? before : all[0];
  if (metric === undefined) return html`<p class="quiet">${texts.noMetrics}</p>`;
  const choose = (event: Event): void => {
    remember({ metric: (event.currentTarget as HTMLSelectElement).value });
    again();
  };
  return html`<div class="picker">
      <vscode-label for="metric">${texts.metric}</vscode-label>
      <vscode-single-select id="metric" label=${texts.metric} .value=${metric} @change=${choose}>
        ${all.map((name) => html`<vscode-option value=${name} ?selected=${name === metric}>${name}</vscode-option>`)}
      </vscode-single-select>
    </div>
    ${metricFigure(view, report, metric)}
    <details class="as-table">
      <summary>${filled(texts.asTable, metric)}</summary>
      ${metricTable(view, report, metric)}
    </details>`;
};

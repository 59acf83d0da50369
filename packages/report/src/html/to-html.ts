import { metricFigure, metricTable } from "../markup/history.js";
import { reportMarkup } from "../markup/report.js";
import { reportStyle } from "../markup/style.js";
import type { View } from "../markup/view.js";
import { boundsOn, metricsToCompare } from "../reading/metrics.js";
import { subjectOf } from "../reading/subject.js";
import type { PromotionReport } from "../report.js";
import { english, type Texts } from "../texts.js";
import { asItIs, textMarkup, type Html } from "./escaping.js";
import { palette } from "./palette.js";

const stylesheet = asItIs(`<style>${palette}${reportStyle}</style>`);

/** More charts than these are not read one below the other. */
const mostCharts = 8;

/**
 * A report as one HTML file: no script, nothing from elsewhere, readable in any browser and on paper. Whatever policy, registry and people
 * wrote stands there as text, and the file forbids the browser to load or to run anything.
 */
export const reportToHtml = (report: PromotionReport, texts: Texts = english, language = "en"): string => {
  const { html } = textMarkup;
  const { decision } = report;
  const view: View<Html> = {
    ...textMarkup,
    texts,
    chartWidth: 720,
    location: (_gate, text) => html`<span>${text}</span>`,
    digest: (_what, digest) => html`<code>${digest}</code>`,
    metrics: (told) => {
      const metrics = told.history === undefined ? [] : metricsToCompare(decision, told.history);
      const bounded = metrics.filter((metric) => boundsOn(decision, metric).length > 0);
      return metrics.length === 0
        ? html`<p class="quiet">${texts.noMetrics}</p>`
        : (bounded.length === 0 ? metrics : bounded)
            .slice(0, mostCharts)
            .map((metric) => [metricFigure(view, told, metric), metricTable(view, told, metric)]);
    },
  };
  const file = html`<html lang="${language}">
    <head>
      <meta charset="utf-8" />
      <meta
        http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
      />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>${texts.report}: ${subjectOf(decision)}: ${texts[decision.verdict]}</title>
      ${stylesheet}
    </head>
    <body>
      ${reportMarkup(view, report)}
    </body>
  </html> `;
  return `<!doctype html>\n${file.text}`;
};

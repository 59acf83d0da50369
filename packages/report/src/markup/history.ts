import { drawing } from "./drawing.js";
import { versionsChart } from "../charts/versions.js";
import { eventSentence } from "../reading/event-sentence.js";
import { instant } from "../reading/time.js";
import { plain } from "../reading/plain.js";
import { filled } from "../reading/values.js";
import type { PromotionReport } from "../report.js";
import { time } from "./facts.js";
import type { View } from "./view.js";

/** The metrics over the versions, and what the ledger says. */
export const history = <T>(view: View<T>, report: PromotionReport): T => {
  const { html, texts } = view;
  return html`<section aria-labelledby="history">
    <h2 id="history">${texts.history}</h2>
    ${report.history === undefined ? html`<p class="quiet">${texts.noHistory}</p>` : [view.metrics(report), events(view, report)]}
  </section>`;
};

/** A metric over the versions, drawn. */
export const metricFigure = <T>(view: View<T>, report: PromotionReport, metric: string): T =>
  view.html`<figure><figcaption>${filled(view.texts.metricOverVersions, plain(metric))}</figcaption>${drawing(view, versionsChart(report, metric, view.texts, view.chartWidth))}</figure>`;

/** The same in numbers. */
export const metricTable = <T>({ html, texts }: View<T>, { decision, history: told }: PromotionReport, metric: string): T =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${filled(texts.metricOverVersions, plain(metric))}">
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.version}</th>
          <th scope="col" class="number">${texts.value}</th>
          <th scope="col">${texts.stages}</th>
        </tr>
      </thead>
      <tbody>
        ${(told?.versions ?? []).toReversed().map(
          ({ version, metrics, tenures }) =>
            html`<tr>
              <th scope="row">${plain(version)}${version === decision.version ? ` (${texts.candidate})` : ""}</th>
              <td class="number">${Object.hasOwn(metrics, metric) ? String(metrics[metric]) : texts.notMeasured}</td>
              <td>${tenures.map(({ stage, until }) => filled(until === undefined ? texts.holds : texts.held, plain(stage))).join(", ")}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const events = <T>(view: View<T>, { history: told }: PromotionReport): T => {
  const { html, texts } = view;
  const all = told?.events ?? [];
  if (all.length === 0)
    return html`<h3>${texts.events}</h3>
      <p class="quiet">${texts.noEvents}</p>`;
  return html`<h3>${texts.events}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="${texts.events}">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">${texts.number}</th>
            <th scope="col">${texts.when}</th>
            <th scope="col">${texts.who}</th>
            <th scope="col">${texts.what}</th>
            <th scope="col">${texts.why}</th>
          </tr>
        </thead>
        <tbody>
          ${all.toReversed().map(
            (event) =>
              html`<tr>
                <td class="number">${event.seq}</td>
                <td class="when">${time(view, event.at, instant(event.at).replace(" UTC", ""))}</td>
                <td>${plain(event.actor.identity)} <span class="quiet">${event.actor.assurance}</span></td>
                <td>${plain(eventSentence(event))}</td>
                <td>${plain(event.body.reason ?? event.body.summary ?? "")}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
};

import type { Decision } from "@muster/core";
import { plain } from "../reading/plain.js";
import type { PromotionReport } from "../report.js";
import { facts } from "./facts.js";
import { gates } from "./gates.js";
import { head } from "./head.js";
import { history } from "./history.js";
import { approvals } from "./people.js";
import { remedies } from "./remedies.js";
import { stages } from "./stages.js";
import type { View } from "./view.js";

/** The whole report. */
export const reportMarkup = <T>(view: View<T>, report: PromotionReport): T => {
  const { decision } = report;
  return view.html`<main class="report">
    ${head(view, decision)}
    ${stages(view, report)}
    ${remedies(view, decision)}
    ${gates(view, decision)}
    ${approvals(view, decision)}
    ${history(view, report)}
    ${details(view, decision)}
  </main>`;
};

const details = <T>(view: View<T>, { policy, evidence, engine }: Decision): T => {
  const { html, texts } = view;
  return html`<section aria-labelledby="details">
    <h2 id="details">${texts.details}</h2>
    ${facts(view, [
      [texts.policyDigest, view.digest("policy", policy.digest)],
      [texts.stageDigest, view.digest("stage", policy.stageDigest)],
      [texts.evidenceDigest, view.digest("evidence", evidence.digest)],
      [texts.engine, `${engine.name} ${plain(engine.version)}`],
      [
        texts.plugins,
        engine.plugins.length === 0 ? undefined : engine.plugins.map(({ name, version }) => `${plain(name)}@${plain(version)}`).join(", "),
      ],
    ])}
  </section>`;
};

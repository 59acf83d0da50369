import { instant } from "../reading/time.js";
import { plain } from "../reading/plain.js";
import { filled } from "../reading/values.js";
import type { PromotionReport } from "../report.js";
import type { StageStanding } from "../standings.js";
import { time } from "./facts.js";
import type { View } from "./view.js";

/** The stages in their order: who holds each and since when, where the candidate is, and where it wants to go. */
export const stages = <T>(view: View<T>, { decision, stages: standings }: PromotionReport): T | undefined => {
  const { html, texts } = view;
  if (standings.length === 0) return undefined;
  return html`<section aria-labelledby="stages">
    <h2 id="stages">${texts.stages}</h2>
    <ol class="stages">
      ${standings.map((standing) => stage(view, standing, decision.version, decision.to))}
    </ol>
  </section>`;
};

const stage = <T>(view: View<T>, { name, isEntry, version, since }: StageStanding, candidate: string, to: string): T => {
  const { html, texts } = view;
  const here = isEntry || version === candidate;
  const holder = isEntry ? texts.everyVersion : version === undefined ? texts.nobody : plain(version);
  return html`<li class="stage${here ? " here" : ""}${name === to ? " target" : ""}">
    <span class="stop" aria-hidden="true"></span>
    <span class="name">${plain(name)}</span>
    ${name === to ? html`<span class="tag">${texts.target}</span>` : undefined}
    <span class="holder">${holder}</span>
    ${since === undefined || isEntry ? undefined : html`<span class="since">${time(view, since, filled(texts.since, instant(since).slice(0, 10)))}</span>`}
    ${here && !isEntry ? html`<span class="where">${filled(texts.candidateHere, plain(candidate))}</span>` : undefined}
  </li>`;
};

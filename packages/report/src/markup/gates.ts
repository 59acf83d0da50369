import type { Decision } from "@muster/core";
import { gateSections, tally, type PlacedGate } from "../reading/gates.js";
import { filled } from "../reading/values.js";
import { gateItem } from "./gate.js";
import type { View } from "./view.js";

/** The gates as a checklist: what must hold, what only warns, what does not apply. */
export const gates = <T>(view: View<T>, decision: Decision): T => {
  const { html, texts } = view;
  const { blocking, warning, skipped } = gateSections(decision);
  const list = (title: string, placed: readonly PlacedGate[]): T | undefined =>
    placed.length === 0
      ? undefined
      : html`<p class="tally">
            <strong>${title}</strong>
            <span class="quiet"
              >${tally(placed)
                .map(({ outcome, count }) => filled(texts.count, count, texts[outcome]))
                .join(", ")}</span
            >
          </p>
          <ul class="gates">
            ${placed.map((one) => gateItem(view, one, decision.at))}
          </ul>`;
  return html`<section aria-labelledby="gates">
    <div class="title">
      <h2 id="gates">${texts.gates}</h2>
      ${view.gateActions}
    </div>
    ${decision.gates.length === 0 ? html`<p class="quiet">${texts.noGates}</p>` : undefined} ${list(texts.mustHold, blocking)}
    ${list(texts.onlyWarn, warning)} ${list(texts.doNotApply, skipped)}
  </section>`;
};

import type { Decision } from "@muster/core";
import { commandFor, remedyKind } from "../reading/subject.js";
import { message } from "./message.js";
import type { View } from "./view.js";

/** What would turn the verdict: proved to be enough, or what helps gate by gate. */
export const remedies = <T>(view: View<T>, decision: Decision): T | undefined => {
  const { html, texts } = view;
  const { changes, hints } = decision.remedies;
  const kind = remedyKind(decision);
  if (kind === "nothing") return undefined;
  return html`<section class="remedies" aria-labelledby="remedies">
    <div class="title">
      <h2 id="remedies">${kind === "complete" ? texts.toGetThere : texts.whatHelps}</h2>
      ${view.remedyActions}
    </div>
    ${
      kind === "hints"
        ? html`<ul>
            ${hints.map((hint) => html`<li>${message(view, hint)}</li>`)}
          </ul>`
        : html`<ol>
              ${changes.map((change) => {
                const command = commandFor(change, decision);
                return html`<li>
                  ${message(view, change.text)}${command === undefined ? undefined : html`<br /><code class="command">${command}</code>`}
                </li>`;
              })}
            </ol>
            <p class="quiet">${changes.length === 1 ? texts.thisIsEnough : texts.togetherEnough}</p>`
    }
  </section>`;
};

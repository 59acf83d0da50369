import type { Decision, GateResult } from "@muster/core";
import { approvalsIn, nobodyLeft } from "../reading/approvers.js";
import { instant } from "../reading/time.js";
import { plain } from "../reading/plain.js";
import { filled } from "../reading/values.js";
import { time } from "./facts.js";
import { icon } from "./icon.js";
import { message } from "./message.js";
import type { Content, View } from "./view.js";

type People = NonNullable<GateResult["people"]>;

/** Whose word counts, whose does not and why, and who can still give theirs. */
export const people = <T>(view: View<T>, gate: GateResult, { needed, counted, ignored, eligible }: People, canStill: string): T => {
  const { html, texts } = view;
  const list = (title: string, entries: readonly Content<T>[]): T | undefined =>
    entries.length === 0
      ? undefined
      : html`<div class="group">
          <h4>${title}</h4>
          <ul>
            ${entries.map((entry) => html`<li>${entry}</li>`)}
          </ul>
        </div>`;
  const missing = Math.max(0, needed - counted.length);
  return html`<div class="people">
    ${list(
      `${texts.approved}: ${filled(texts.counted, counted.length, needed)}`,
      counted.map(
        ({ by, at, said, assurance }) =>
          html`<span class="person">${plain(by)}</span>
            <span class="quiet"
              >${[...(said === undefined || said === "approve" ? [] : [plain(said)]), ...(assurance === undefined ? [] : [assurance])].map((word) => `${word} · `)}${time(view, at, instant(at))}</span
            >`,
      ),
    )}
    ${list(
      texts.notCounted,
      ignored.map(
        ({ by, at, why }) =>
          html`<span class="person">${plain(by)}</span>
            <span class="quiet">${why === undefined ? undefined : [message(view, why), " · "]}${time(view, at, instant(at))}</span>`,
      ),
    )}
    ${missing === 0 ? undefined : list(canStill, eligible.length === 0 ? [nobodyLeft(gate, texts)] : eligible.map((person) => html`<span class="person">${plain(person)}</span>`))}
  </div>`;
};

/** Everybody whose approval counts or could. */
export const approvals = <T>(view: View<T>, decision: Decision): T => {
  const { html, texts } = view;
  const gates = approvalsIn(decision);
  return html`<section aria-labelledby="approvals">
    <h2 id="approvals">${texts.approvals}</h2>
    ${gates.length === 0 ? html`<p class="quiet">${texts.noApprovals}</p>` : undefined}
    ${gates.map(
      ({ gate, people: asked }) =>
        html`<div class="approval">
          <h3>
            ${icon(view, gate.outcome, gate.level === "warn" && gate.outcome !== "passed")}<span>${plain(gate.id)}</span>
            <span class="quiet">${filled(texts.counted, asked.counted.length, asked.needed)}, ${texts[gate.outcome]}</span>
          </h3>
          ${people(view, gate, asked, texts.canApprove)}
        </div>`,
    )}
  </section>`;
};

import type { GateResult } from "@muster/core";
import { isOpen, nestedIn, type PlacedGate } from "../reading/gates.js";
import { instantFrom } from "../reading/time.js";
import { plain } from "../reading/plain.js";
import { filled, marginText, valueText } from "../reading/values.js";
import { facts, time } from "./facts.js";
import { icon } from "./icon.js";
import { measurements } from "./measurements.js";
import { message } from "./message.js";
import { people } from "./people.js";
import type { Content, View } from "./view.js";

/** A gate: in a line, and open where one has to look at it. `now` is the instant of the decision. */
export const gateItem = <T>(view: View<T>, placed: PlacedGate, now: string): T => {
  const { html, texts } = view;
  const { gate } = placed;
  const { id, outcome, level } = gate;
  const warns = level === "warn" && isOpen(gate);
  const line = html`${icon(view, outcome, warns)}
    <h3>${plain(id)}</h3>
    <span class="brief">${brief(gate, texts.counted, now)}</span><span class="outcome">${texts[outcome]}</span>`;
  const body = gateBody(view, placed, now);
  return html`<li class="gate ${outcome}">
    ${
      isOpen(gate)
        ? html`<details open>
            <summary>${line}</summary>
            ${body}
          </details>`
        : html`<details>
            <summary>${line}</summary>
            ${body}
          </details>`
    }
  </li>`;
};

const brief = ({ observed, people: asked, expected, outcome }: GateResult, counted: string, now: string): string => {
  const told =
    asked !== undefined
      ? filled(counted, asked.counted.length, asked.needed)
      : observed === undefined || observed === now
        ? undefined
        : valueText(observed, outcome);
  return [told, expected === undefined ? undefined : plain(expected).replaceAll("`", "")].filter((part) => part !== undefined).join(" · ");
};

const gateBody = <T>(view: View<T>, placed: PlacedGate, now: string): T => {
  const { html, texts } = view;
  const { gate } = placed;
  const nested = nestedIn(placed);
  const { note, remedy, until, location } = gate;
  return html`<div class="body">
    <p class="message">${message(view, gate.message)}</p>
    ${note === undefined ? undefined : html`<p class="note">${plain(note)}</p>`}
    ${remedy === undefined ? undefined : html`<p class="next"><span aria-hidden="true">→ </span>${message(view, remedy)}</p>`}
    ${gate.measurements === undefined ? numbers(view, gate) : measurements(view, gate)}
    ${until === undefined ? undefined : facts(view, [[texts.until, time(view, until, instantFrom(until, now))]])}
    ${gate.people === undefined ? undefined : people(view, gate, gate.people, gate.kind === "approvals" ? texts.canApprove : texts.canStill)}
    ${
      nested.length === 0
        ? undefined
        : html`<p class="quiet">${gate.kind === "allOf" ? texts.allOf : texts.anyOf}</p>
            <ul class="gates">
              ${nested.map((one) => gateItem(view, one, now))}
            </ul>`
    }
    <p class="foot">
      <code>${gate.code}</code>${view.location(placed, filled(texts.atLine, plain(location.file), location.line))}${readMore(view, gate)}
    </p>
  </div>`;
};

const numbers = <T>(view: View<T>, gate: GateResult): T | undefined => {
  const { texts } = view;
  const { expected, observed, margin, outcome, baseline } = gate;
  if (expected === undefined && observed === undefined) return undefined;
  return facts(view, [
    [texts.expected, expected === undefined ? undefined : message(view, expected)],
    [texts.observed, observed === undefined || gate.people !== undefined ? undefined : valueText(observed, outcome)],
    [texts.margin, margin === undefined ? undefined : marginText(margin)],
    [
      texts.baseline,
      baseline === undefined
        ? undefined
        : `${plain(baseline.version)}${baseline.observed === undefined ? "" : `: ${valueText(baseline.observed, outcome)}`}`,
    ],
  ]);
};

/** Only an address of the web is a link. */
const readMore = <T>({ html, texts }: View<T>, { docs }: GateResult): Content<T> => {
  if (docs === undefined) return undefined;
  return /^https?:\/\/[^\s"'<>]+$/i.test(docs)
    ? html`<a href="${docs}" rel="noreferrer">${texts.readMore}</a>`
    : html`<span>${plain(docs)}</span>`;
};

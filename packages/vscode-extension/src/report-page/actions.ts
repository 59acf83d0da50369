import type { Texts } from "@muster/report";
import { html, nothing, type TemplateResult } from "lit";
import type { Offers, PageMessage, Task } from "../report/protocol.js";
import { remember, remembered, send } from "./host.js";

const button = (text: string, message: PageMessage, { primary = false, disabled = false } = {}): TemplateResult =>
  html`<vscode-button
    ?secondary=${!primary}
    ?disabled=${disabled}
    aria-disabled=${disabled ? "true" : nothing}
    @click=${() => send(message)}
    >${text}</vscode-button
  >`;

/** What can be done with the report. What is not offered is not shown. */
export const actions = ({
  offers,
  texts,
  busy,
}: {
  readonly offers: Offers;
  readonly texts: Texts;
  readonly busy: Task | null;
}): TemplateResult => {
  const disabled = busy !== null;
  return html`<div class="bar">
    ${offers.promote ? button(texts.promote, { type: "promote" }, { primary: true, disabled }) : nothing}
    ${offers.approve ? button(texts.approve, { type: "approve" }, { primary: !offers.promote, disabled }) : nothing}
    ${button(texts.checkAgain, { type: "check" }, { disabled })}
    ${button(texts.exportHtml, { type: "export", format: "html" }, { disabled })}
    ${button(texts.exportMarkdown, { type: "export", format: "markdown" }, { disabled })}
    <span class="status" role="status">${busy === "check" ? texts.checking : nothing}</span>
  </div>`;
};

export const remedyActions = (texts: Texts): TemplateResult =>
  html`<button type="button" class="link" @click=${() => send({ type: "copy", what: "remedies" })}>${texts.copy}</button>`;

/** Whether the gates that hold are shown too. */
export const filter = (texts: Texts, again: () => void): TemplateResult => {
  const change = (event: Event): void => {
    remember({ onlyOpen: (event.currentTarget as HTMLInputElement).checked });
    again();
  };
  return html`<vscode-checkbox label=${texts.onlyOpen} .checked=${remembered().onlyOpen === true} @change=${change}></vscode-checkbox>`;
};

import type { PromotionReport, Texts } from "@muster/report";
import { reportMarkup, reportStyle, type View } from "@muster/report/markup";
import { html, LitElement, svg, unsafeCSS, type TemplateResult } from "lit";
import type { HostMessage, Offers, ReportSubject, Task } from "../report/protocol.js";
import { actions, filter, remedyActions } from "./actions.js";
import { colours } from "./colours.js";
import { remember, remembered, send } from "./host.js";
import { metrics } from "./metrics.js";
import { pageStyle } from "./style.js";

/** What the host said last. */
interface Shown {
  readonly subject: ReportSubject;
  readonly report: PromotionReport;
  readonly offers: Offers;
  readonly texts: Texts;
}

/** The whole page: shows what the host says, and asks the host for everything that is done. */
export class ReportElement extends LitElement {
  static override styles = [unsafeCSS(colours), unsafeCSS(reportStyle), unsafeCSS(pageStyle)];

  #shown: Shown | undefined;
  #busy: Task | null = null;
  #failure: string | undefined;
  #width = 320;
  readonly #resized = new ResizeObserver(() => this.#measure());

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.#receive);
    this.#resized.observe(this);
    send({ type: "ready" });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("message", this.#receive);
    this.#resized.disconnect();
  }

  readonly #receive = ({ data }: MessageEvent<HostMessage>): void => {
    switch (data.type) {
      case "show":
        this.#shown = data;
        this.#failure = undefined;
        remember({ subject: data.subject });
        break;
      case "busy":
        this.#busy = data.with;
        break;
      case "failed":
        this.#failure = data.message;
        break;
    }
    this.requestUpdate();
  };

  #measure(): void {
    this.#width = this.clientWidth;
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const status = html`<p class="loading" role="status">${this.#failure ?? ""}</p>`;
    if (this.#shown === undefined) return status;
    const { report, texts } = this.#shown;
    const { onlyOpen = false } = remembered();
    return html`${this.#failure === undefined ? undefined : html`<p class="notice" role="alert">${texts.notCheckedAgain} ${this.#failure}</p>`}
      <div class="${onlyOpen ? "only-open" : "all"}">${reportMarkup(this.#view(this.#shown), report)}</div>`;
  }

  #view({ report, offers, texts }: Shown): View<TemplateResult> {
    const again = (): void => this.requestUpdate();
    const view: View<TemplateResult> = {
      html,
      svg,
      texts,
      chartWidth: Math.max(240, Math.min(this.#width - 40, 860)),
      actions: actions({ offers, texts, busy: this.#busy }),
      remedyActions: remedyActions(texts),
      gateActions: filter(texts, again),
      location: ({ place }, text) =>
        html`<button type="button" class="link" @click=${() => send({ type: "reveal", gate: place })}>${text}</button>`,
      digest: (what, digest) =>
        html`<code>${digest}</code>
          <button
            type="button"
            class="link"
            aria-label="${texts.copy}: ${texts[`${what}Digest`]}"
            @click=${() => send({ type: "copy", what })}
          >
            ${texts.copy}
          </button>`,
      metrics: () => metrics(view, report, again),
    };
    return view;
  }
}

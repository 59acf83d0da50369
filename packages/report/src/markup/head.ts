import type { Decision } from "@muster/core";
import { reasonOf, subjectOf } from "../reading/subject.js";
import { instant, instantFrom } from "../reading/time.js";
import { plain } from "../reading/plain.js";
import { facts, time } from "./facts.js";
import { icon } from "./icon.js";
import { message } from "./message.js";
import type { View } from "./view.js";

/** What was asked, and the answer. */
export const head = <T>(view: View<T>, decision: Decision): T => {
  const { html, texts } = view;
  const { verdict, at, requester, policy, until } = decision;
  return html`<header class="head">
    <p class="kind">${texts.report}</p>
    <h1>${subjectOf(decision)}</h1>
    <p class="verdict ${verdict}">
      ${icon(view, verdict)}<strong>${texts[verdict]}</strong> <span class="summary">${message(view, reasonOf(decision))}</span>
    </p>
    ${facts(view, [
      [texts.asOf, time(view, at, instant(at))],
      [texts.requester, requester === undefined ? undefined : plain(requester)],
      [texts.policy, `${plain(policy.name)} (${plain(policy.file)})`],
      [texts.earliest, until === undefined ? undefined : time(view, until, instantFrom(until, at))],
    ])}
    ${view.actions}
  </header>`;
};

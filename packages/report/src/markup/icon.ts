import type { Outcome, Verdict } from "@muster/core";
import type { View } from "./view.js";

/** Told by shape, not by colour alone; the word stands beside it. */
const paths: Readonly<Record<Outcome | Verdict, string>> = {
  passed: "M4.5 8.3l2.4 2.4l4.6-5.2",
  allowed: "M4.5 8.3l2.4 2.4l4.6-5.2",
  failed: "M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6",
  denied: "M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6",
  waiting: "M8 4.5v3.8l2.4 1.6",
  unknown: "M6 6.3c0-2.6 4-2.4 4 0c0 1.5-2 1.5-2 3m0 1.9v.6",
  skipped: "M5 8h6",
};

export const icon = <T>({ svg, html }: View<T>, kind: Outcome | Verdict, warning = false): T =>
  html`<svg class="icon ${warning ? "warning" : kind}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${svg`<circle cx="8" cy="8" r="6.5"></circle><path d="${paths[kind]}"></path>`}
  </svg>`;

import type { PlacedGate } from "../reading/gates.js";
import type { PromotionReport } from "../report.js";
import type { Texts } from "../texts.js";

/** What may stand in a template. A string is text, whatever is in it. */
export type Content<T> = string | number | T | undefined | readonly Content<T>[];

/** Makes markup of templates: lit's, which a page keeps up to date, or text. Attributes are always quoted. */
export interface Markup<T> {
  html(strings: TemplateStringsArray, ...values: readonly Content<T>[]): T;
  svg(strings: TemplateStringsArray, ...values: readonly Content<T>[]): T;
}

/** How a report is shown: the same everywhere, but for what one can do with it. */
export interface View<T> extends Markup<T> {
  readonly texts: Texts;
  /** The width of the chart over versions, in CSS pixels. */
  readonly chartWidth: number;
  /** What can be done with the whole report. */
  readonly actions?: T;
  /** What can be done with the remedies. */
  readonly remedyActions?: T;
  /** What stands above the gates. */
  readonly gateActions?: T;
  /** The place of a gate in the policy; `text` names it. */
  location(gate: PlacedGate, text: string): Content<T>;
  /** A digest. */
  digest(what: "policy" | "stage" | "evidence", digest: string): Content<T>;
  /** The metrics over the versions. */
  metrics(report: PromotionReport): Content<T>;
}

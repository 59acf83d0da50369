import type { Content, Markup } from "../markup/view.js";

/** Markup that may be written as it is: only a template makes it. */
class Html {
  constructor(readonly text: string) {}
}

export type { Html };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const written = (content: Content<Html>): string => {
  if (content === undefined) return "";
  if (content instanceof Html) return content.text;
  return typeof content === "object" ? content.map(written).join("") : escaped(String(content));
};

const template = (strings: TemplateStringsArray, ...values: readonly Content<Html>[]): Html =>
  new Html(strings.map((text, index) => text + written(values[index])).join(""));

/** Markup as text: whatever is put into a template is escaped, in an element as in a quoted attribute. */
export const textMarkup: Markup<Html> = { html: template, svg: template };

/** Our own text, which nobody else has a part in. */
export const asItIs = (text: string): Html => new Html(text);

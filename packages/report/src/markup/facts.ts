import type { Content, View } from "./view.js";

/** Names and values; those without a value are left out. */
export const facts = <T>({ html }: View<T>, rows: readonly (readonly [name: string, value: Content<T>])[]): T => {
  const told = rows.filter(([, value]) => value !== undefined);
  return html`<dl class="facts">
    ${told.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
};

/** An instant, to the minute and in UTC. */
export const time = <T>({ html }: View<T>, at: string, shown: string): T => html`<time datetime="${at}">${shown}</time>`;

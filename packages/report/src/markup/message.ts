import { runsOf } from "../reading/plain.js";
import type { Content, View } from "./view.js";

/** A message, with somebody's own text in it as code. */
export const message = <T>(view: View<T>, text: string): Content<T> =>
  runsOf(text).map(({ text: run, own }) => (own ? view.html`<code>${run}</code>` : run));

import { plain, runsOf } from "../reading/plain.js";

/** Somebody's text as itself: no markup, no link, and no mention or issue of GitHub's. */
export const escaped = (text: string): string =>
  plain(text)
    .replace(/[\\`*_[\]<>|~&$]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`)
    .replace(/(?<![\p{L}\p{N}])[@#](?=[\p{L}\p{N}])/gu, "$&<!-- -->");

/** Somebody's text as code, also in a cell of a table. */
export const code = (text: string): string => {
  const shown = plain(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || shown.trim() !== shown || shown === "" ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
};

/** A message, with somebody's own text in it as code. */
export const message = (text: string): string =>
  runsOf(text)
    .map((run) => (run.own ? code(run.text) : escaped(run.text)))
    .join("");

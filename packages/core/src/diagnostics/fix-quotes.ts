import type { SourceText } from "../yaml/source-text.js";
import type { Diagnostic } from "./diagnostic.js";

/** A text that YAML reads as something else than a text when it stands without quotes. */
const isData = /^(["'[{]|[-+.]?\d|true$|false$|null$)/;

/** Fixes whose text goes in the place of a quoted text are quoted alike, so that JSON stays JSON. */
export const withQuotesKept = (diagnostic: Diagnostic, { file, text: all }: SourceText): Diagnostic => {
  if (diagnostic.fixes === undefined) return diagnostic;
  const fixes = diagnostic.fixes.map((fix) => {
    const { file: where, start, end } = fix.range;
    const isQuoted = where === file && start.offset < end.offset && /["']/.test(all.charAt(start.offset));
    return isQuoted && fix.text !== "" && !isData.test(fix.text) ? { ...fix, text: JSON.stringify(fix.text) } : fix;
  });
  return { ...diagnostic, fixes };
};

import type { YAMLError } from "yaml";
import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceText } from "./source-text.js";

type ErrorCode = YAMLError["code"];

const help: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: "indent the items of one mapping or list alike",
  BAD_SCALAR_START: "put the text in quotes",
  BLOCK_AS_IMPLICIT_KEY: "put what follows on a line of its own, or a text with `: ` in quotes",
  BLOCK_IN_FLOW: "between brackets write brackets: `[a, b]`, `{a: b}`",
  MULTILINE_IMPLICIT_KEY: "a key and its `:` stand on one line",
  TAB_AS_INDENT: "indent with spaces",
};

/**
 * What the YAML library complains of. Its warnings are errors here: where it has to guess, two readers may guess differently.
 * None for an alias without a name: the conversion to data tells of it with all other aliases that lead nowhere.
 */
export const syntaxProblem = ({ code, message, pos: [start, end] }: YAMLError, source: SourceText): readonly Diagnostic[] => {
  const range = source.rangeOf(start, end);
  const written = source.text.slice(start, end);
  if (code === "BAD_ALIAS" && written === "*") return [];
  if (code === "TAG_RESOLVE_FAILED") {
    const isText = /^![^!]/.test(written) && /^[\s,\]}]?$/.test(source.text.charAt(end));
    return [
      diagnosticAt(range, "yaml-syntax", `the tag \`${written}\` has no meaning here`, {
        help: "a text that starts with `!` must be in quotes",
        replacement: isText ? JSON.stringify(written) : undefined,
      }),
    ];
  }
  const what = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  const word = code === "BAD_SCALAR_START" ? plainWord(source.text, start) : undefined;
  const fix =
    word === undefined
      ? undefined
      : { title: "put it in quotes", range: source.rangeOf(start, start + word.length), text: JSON.stringify(word) };
  return [diagnosticAt(range, "yaml-syntax", what, { help: help[code], fix })];
};

/** The word at an offset, where it is all of the value. */
const plainWord = (text: string, start: number): string | undefined =>
  /^([^\s,[\]{}#:"']+)[ \t]*(?=$|[\r\n,\]}]|#)/.exec(text.slice(start, start + 500))?.[1];

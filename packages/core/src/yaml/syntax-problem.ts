import type { YAMLError } from "yaml";
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
  TAG_RESOLVE_FAILED: "remove the tag, or put a text that starts with `!` in quotes",
};

/** What the YAML library complains of, as a diagnostic. Its warnings are errors here: where it has to guess, two readers may guess differently. */
export const syntaxProblem = ({ code, message, pos: [start, end] }: YAMLError, source: SourceText): Diagnostic => {
  const what = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  const advice = help[code];
  return {
    code: "yaml-syntax",
    severity: "error",
    message: what,
    ...(advice !== undefined && { help: advice }),
    range: source.rangeOf(start, end),
  };
};

import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Complaint } from "./compose.js";
import type { SourceText } from "./source-text.js";

/** What the library says most often, in our own words, and what to do. */
const wording: readonly (readonly [said: RegExp, what: string, help: string])[] = [
  [/^Flow (?:map|sequence) .*end with a (.)/, "a bracket is not closed: `$1` is missing", "close it, and indent what stands inside"],
  [/^Plain value cannot start with .* (.)$/, "a text that starts with `$1` must be in quotes", "put it in quotes"],
  [/^Nested mappings are not allowed/, "a second `: ` on one line", "put a text with `: ` in quotes, or begin a new line"],
  [/^Implicit map keys need to be followed/, "a key without a `:` behind it", "write `key: value`"],
  [
    /^Implicit keys need to be on a single line/,
    "a key that goes over several lines",
    "a key and its `:` stand on one line; indent what belongs to it",
  ],
  [/^All (mapping|sequence) items must start/, "the items of one $1 must start at the same column", "indent them alike"],
  [/^Missing closing (.)/, "a closing `$1` is missing", "close the quotes"],
  [/^Tabs are not allowed/, "a tab cannot indent", "indent with spaces"],
  [/^Block collections are not allowed/, "lines with `-` or `key:` cannot stand between brackets", "write `[a, b]` or `{a: b}` there"],
];

const inOwnWords = (message: string): { readonly what: string; readonly help?: string } => {
  for (const [said, what, help] of wording) {
    const found = said.exec(message);
    if (found !== null) return { what: what.replace("$1", found[1] ?? ""), help };
  }
  return { what: `${message.charAt(0).toLowerCase()}${message.slice(1)}` };
};

/**
 * What the YAML library complains of. Its warnings are errors here: where it has to guess, two readers may guess differently.
 * None for an alias without a name: the conversion to data tells of it with all other aliases that lead nowhere.
 */
export const syntaxProblem = ({ code, message, start, end }: Complaint, source: SourceText): readonly Diagnostic[] => {
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
  const { what, help } = inOwnWords(message);
  const word = code === "BAD_SCALAR_START" ? plainWord(source.text, start) : undefined;
  const fix =
    word === undefined
      ? undefined
      : { title: "put it in quotes", range: source.rangeOf(start, start + word.length), text: JSON.stringify(word) };
  return [diagnosticAt(range, "yaml-syntax", what, { help, fix })];
};

/** The word at an offset, where it is all of the value. */
const plainWord = (text: string, start: number): string | undefined =>
  /^([^\s,[\]{}#:"']+)[ \t]*(?=$|[\r\n,\]}]|#)/.exec(text.slice(start, start + 500))?.[1];

import { Composer, isScalar, type Document, type Node } from "yaml";
import { sortDiagnostics } from "../diagnostics/sort.js";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import { plainData, type ConversionProblem } from "./plain-data.js";
import { sourceText, type SourceText } from "./source-text.js";
import type { Places } from "./sources.js";
import { syntaxProblem } from "./syntax-problem.js";
import { mostErrors, readTokens, type Comment } from "./tokens.js";

export interface DocumentOptions {
  /** In UTF-16 code units. */
  readonly maxLength: number;
  readonly numbers: "exact" | "as-given";
}

/** One YAML document as it was read: its data, and where everything stands. */
export interface YamlDocument {
  readonly source: SourceText;
  /** JSON data; undefined where the text cannot be read. Where there are errors, what could be read of it. */
  readonly data: unknown;
  readonly places: Places;
  readonly comments: readonly Comment[];
  /** Whether all of the text was read and says what it says; not so after an error of syntax. */
  readonly isWhole: boolean;
  /** Errors only: the text is not YAML, or not YAML that is JSON data. */
  readonly diagnostics: readonly Diagnostic[];
  /** The library's tree, for editing. */
  readonly tree: Document.Parsed | undefined;
}

/** Deeper than any policy or evidence has to be, and flat enough for every function that walks the data. */
export const maxDepth = 64;
const maxAliased = 10_000;

/** Control characters, a carriage return alone, and halves of surrogate pairs: where one of them stands, two readers may read two texts. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const unreadable = /[\0-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)|\p{Surrogate}/u;

/** Reads a text as one document of YAML 1.2, core schema. Linear in the text's length; never throws. */
export const readDocument = (file: string, text: string, { maxLength, numbers }: DocumentOptions): YamlDocument => {
  const source = sourceText(file, text);
  const unread = (diagnostic: Omit<Diagnostic, "severity" | "range">, start: number, end: number): YamlDocument => ({
    source,
    data: undefined,
    places: new WeakMap(),
    comments: [],
    isWhole: false,
    diagnostics: [{ severity: "error", ...diagnostic, range: source.rangeOf(start, end) }],
    tree: undefined,
  });

  if (text.length > maxLength) {
    return unread({ code: "too-large", message: `the file has ${text.length} characters, more than the ${maxLength} that are read` }, 0, 0);
  }
  const bad = unreadable.exec(text);
  if (bad !== null) {
    const character = `U+${bad[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return unread(
      {
        code: "yaml-syntax",
        message: `the text holds the character ${character}, which cannot stand in a YAML file`,
        help: "remove it, or write it as an escape in double quotes",
      },
      bad.index,
      bad.index + 1,
    );
  }
  const { tokens, comments, tooDeepAt } = readTokens(text, maxDepth);
  if (tooDeepAt !== undefined)
    return unread({ code: "too-deep", message: `the data is nested more than ${maxDepth} deep` }, tooDeepAt, tooDeepAt + 1);

  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: "silent", resolveKnownTags: false });
  const [tree, second] = composer.compose(tokens, true, text.length);
  if (tree === undefined) throw new Error("a stream was composed to no document although one was asked for");
  const syntax = [...tree.errors, ...tree.warnings].slice(0, mostErrors).flatMap((error) => syntaxProblem(error, source));
  if (tree.directives.yaml.explicit === true && tree.directives.yaml.version !== "1.2") {
    syntax.push({
      code: "yaml-syntax",
      severity: "error",
      message: `the file asks for YAML ${tree.directives.yaml.version}`,
      help: "remove the `%YAML` line: policies are YAML 1.2",
      range: source.rangeOf(0, firstLineLength(text)),
    });
  }
  if (second !== undefined) {
    const [start] = second.range;
    syntax.push({
      code: "several-documents",
      severity: "error",
      message: "the file holds more than one document",
      help: "keep one document a file",
      range: source.rangeOf(start, start + 3),
    });
  }
  const root = tree.contents as Node | null;
  if (syntax.length === 0 && (root === null || (isScalar(root) && root.source === ""))) {
    return { ...unread({ code: "empty-document", message: "the file holds no data" }, 0, 0), comments, tree };
  }
  const { data, places, problems } = root === null ? nothing : plainData(root, source, { depth: maxDepth, aliased: maxAliased, numbers });
  const diagnostics = [...syntax, ...problems.map((problem) => diagnosticOf(problem, source))];
  const isWhole = data !== undefined && !diagnostics.some(({ code }) => code === "yaml-syntax" || code === "several-documents");
  return { source, data, places, comments, isWhole, diagnostics: sortDiagnostics(diagnostics), tree };
};

const nothing = { data: undefined, places: new WeakMap(), problems: [] };

const diagnosticOf = ({ node, replacement, ...problem }: ConversionProblem, source: SourceText): Diagnostic => {
  const range = source.rangeOf(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  const fixes: readonly Fix[] = replacement === undefined ? [] : [{ title: `change to \`${replacement}\``, range, text: replacement }];
  return { ...problem, severity: "error", range, ...(fixes.length > 0 && { fixes }) };
};

const firstLineLength = (text: string): number => (text.indexOf("\n") < 0 ? text.length : text.indexOf("\n"));

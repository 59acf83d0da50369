import { isScalar, type Node } from "yaml";
import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import { sortDiagnostics } from "../diagnostics/sort.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { compose as composeWhole, type Compose, type Composition } from "./compose.js";
import { plainData, type ConversionProblem } from "./plain-data.js";
import { endOf, startOf } from "./ranges.js";
import { sourceText, type SourceText } from "./source-text.js";
import type { Places } from "./sources.js";
import { syntaxProblem } from "./syntax-problem.js";
import { mostErrors, type Comment } from "./tokens.js";

export interface DocumentOptions {
  /** In UTF-16 code units. */
  readonly maxLength: number;
  readonly numbers: "exact" | "as-given";
  /** Default: reads all of the text. */
  readonly compose?: Compose;
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
  /** The library's tree, for editing; null or undefined where there is none. */
  readonly root: Node | null | undefined;
}

/** Deeper than any policy or evidence has to be, and flat enough for every function that walks the data. */
export const maxDepth = 64;
const maxAliased = 10_000;

/** Control characters, a carriage return alone, and halves of surrogate pairs: where one of them stands, two readers may read two texts. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const unreadable = /[\0-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)|\p{Surrogate}/u;

/** Reads a text as one document of YAML 1.2, core schema. Linear in the text's length; never throws. */
export const readDocument = (file: string, text: string, { maxLength, numbers, compose = composeWhole }: DocumentOptions): YamlDocument => {
  const source = sourceText(file, text);
  const unread = { source, data: undefined, places: new WeakMap(), comments: [], isWhole: false, root: undefined };
  const refused = refusal(source, maxLength);
  if (refused !== undefined) return { ...unread, diagnostics: [refused] };
  const composition = compose(text, maxDepth, file);
  const { comments } = composition;
  if ("tooDeepAt" in composition) {
    const range = source.rangeOf(composition.tooDeepAt, composition.tooDeepAt + 1);
    const tooDeep = diagnosticAt(range, "too-deep", `the data is nested more than ${maxDepth} deep`, { help: "write fewer levels" });
    return { ...unread, comments, diagnostics: [tooDeep] };
  }
  const { root } = composition;
  const syntax = syntaxProblems(composition, source);
  if (root === null || (syntax.length === 0 && isScalar(root) && root.source === "")) {
    const empty = diagnosticAt(source.firstLine, "empty-document", "the file holds no data");
    return { ...unread, comments, diagnostics: syntax.length === 0 ? [empty] : syntax, root };
  }
  const { data, places, problems } = plainData(root, source, { depth: maxDepth, aliased: maxAliased, numbers });
  const diagnostics = [...syntax, ...problems.map((problem) => diagnosticOf(problem, source))];
  const isWhole = syntax.length === 0 && data !== undefined && !problems.some(({ code }) => code === "yaml-syntax");
  return { source, data, places, comments, isWhole, diagnostics: sortDiagnostics(diagnostics, file), root };
};

/** Why a text is not even looked at. */
const refusal = (source: SourceText, maxLength: number): Diagnostic | undefined => {
  const { length } = source.text;
  if (length > maxLength) {
    return diagnosticAt(source.firstLine, "too-large", `the file has ${length} characters, more than the ${maxLength} that are read`, {
      help: "leave out what nothing asks for",
    });
  }
  const bad = unreadable.exec(source.text);
  if (bad === null) return undefined;
  const character = `U+${bad[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return diagnosticAt(source.rangeOf(bad.index, bad.index + 1), "yaml-syntax", `the character ${character} cannot stand in a YAML file`, {
    help: "remove it, or write it as an escape in double quotes",
  });
};

const syntaxProblems = ({ complaints, version = "1.2", second }: Composition, source: SourceText): readonly Diagnostic[] => {
  const found = complaints.slice(0, mostErrors).flatMap((complaint) => syntaxProblem(complaint, source));
  if (version !== "1.2") {
    const help = "remove the `%YAML` line: what is read is YAML 1.2";
    found.push(diagnosticAt(source.firstLine, "yaml-syntax", `the file asks for YAML ${version}`, { help }));
  }
  if (second !== undefined) {
    const help = "keep one document a file";
    found.push(diagnosticAt(source.rangeOf(second, second + 3), "several-documents", "the file holds more than one document", { help }));
  }
  return found;
};

const diagnosticOf = ({ node, code, message, help, replacement }: ConversionProblem, source: SourceText): Diagnostic =>
  diagnosticAt(source.rangeOf(startOf(node), endOf(node, source.text)), code, message, { help, replacement });

import { readDocument, type YamlDocument } from "@muster/core/editor";
import type { FormattingOptions, TextEdit } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";
import { rangeOf } from "../documents/ranges.js";
import { laidOut } from "./layout.js";
import { lineStartAt } from "../documents/lines.js";

/** Edits that lay a file out; none where it cannot be read, or where laying it out would change what it says. */
export const format = (document: Document, { tabSize }: FormattingOptions): TextEdit[] => {
  const { text, file } = document.yaml.source;
  const before = readDocument(file, text, { maxLength: text.length, numbers: "as-given" });
  if (!before.isWhole || before.diagnostics.length > 0) return [];
  const formatted = document.uri.endsWith(".json") ? jsonOf(text, tabSize) : laidOut(before);
  if (formatted === undefined || formatted === text) return [];
  const after = readDocument(file, formatted, { maxLength: formatted.length, numbers: "as-given" });
  return says(after) === says(before) ? [editOf(document, text, formatted)] : [];
};

/** The data and the comments: what a layout must keep. */
const says = ({ isWhole, data, comments }: YamlDocument): string =>
  JSON.stringify([isWhole, data, comments.map(({ text }) => text.trimEnd())]);

const jsonOf = (text: string, indent: number): string | undefined => {
  try {
    return `${JSON.stringify(JSON.parse(text), null, Math.min(indent, 8))}\n`;
  } catch {
    // YAML in a file that is called JSON stays as it is.
    return undefined;
  }
};

/** One edit from the first line that differs to the last. */
const editOf = (document: Document, before: string, after: string): TextEdit => {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  start = lineStartAt(before, start);
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { range: rangeOf(document, { start, end: before.length - end }), newText: after.slice(start, after.length - end) };
};

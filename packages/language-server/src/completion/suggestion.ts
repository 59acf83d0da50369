import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind, type CompletionItem } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import { rangeOf } from "../documents/ranges.js";
import type { Place } from "./place.js";

export type SuggestionKind = "key" | "kind" | "value" | "stage" | "group" | "person" | "registry" | "file" | "snippet" | "word";

/** Something that can stand at a place. */
export interface Suggestion {
  readonly label: string;
  readonly kind: SuggestionKind;
  /** What is put in; default: the label, with the quotes that it needs. */
  readonly text?: string;
  /** The same as a snippet, its later lines indented from the word's column on. */
  readonly snippet?: string;
  readonly detail?: string;
  readonly documentation?: string;
}

const kinds: Readonly<Record<SuggestionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  kind: CompletionItemKind.Class,
  value: CompletionItemKind.EnumMember,
  stage: CompletionItemKind.Module,
  group: CompletionItemKind.Interface,
  person: CompletionItemKind.Constant,
  registry: CompletionItemKind.Field,
  file: CompletionItemKind.File,
  snippet: CompletionItemKind.Snippet,
  word: CompletionItemKind.Keyword,
};

/** Suggestions as an editor takes them, in their order. */
export const itemsOf = (
  suggestions: readonly Suggestion[],
  { span, column, gap = "" }: Pick<Place, "span" | "column"> & { readonly gap?: string },
  document: Document,
  { snippets = false }: Context,
): CompletionItem[] => {
  const range = rangeOf(document, span);
  const isQuoted = /^["']/.test(document.yaml.source.text.slice(span.start, span.end));
  const indent = " ".repeat(column);
  return suggestions.map(({ label, kind, text = label, snippet, detail, documentation }, index) => {
    const inserted = snippets && snippet !== undefined ? snippet.replaceAll("\n", `\n${indent}`) : text.replaceAll("\n", `\n${indent}`);
    return {
      label,
      kind: kinds[kind],
      sortText: String(index).padStart(4, "0"),
      ...(isQuoted && { filterText: text }),
      ...(detail !== undefined && { detail }),
      ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
      textEdit: { range, newText: `${gap}${inserted}` },
      ...(snippets && snippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
      ...(inserted.includes("\n") && { insertTextMode: InsertTextMode.asIs }),
    };
  });
};

/** Every function of the language service on one text. Throws what a person would see as a crash or a wrong answer. */
import assert from "node:assert/strict";
import { composerByPieces } from "@muster/core/editor";
import * as service from "@muster/language-server";
import type { Context, Document } from "@muster/language-server";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range, SelectionRange, TextEdit } from "vscode-languageserver-types";
import { parse } from "yaml";

const names = {
  models: ["fraud-cards"],
  metrics: ["auc", "auc/country=DE"],
  tags: ["risk_tier"],
  params: ["framework"],
  checks: ["bias-audit"],
};

const facts: ReturnType<NonNullable<Context["facts"]>> = {
  evidence: {
    model: "fraud-cards",
    candidate: { version: "7", metrics: { auc: 0.934, "auc/country=DE": 0.8 } },
    stages: { production: { version: "5" } },
  },
};

/** Asks everything about a text, at so many places of it. */
export const askEverything = async (text: string, uri: string, places: readonly number[]): Promise<void> => {
  const document = await service.openDocument(TextDocument.create(uri, "promotion", 1, text), { compose: composerByPieces() });
  const context: Context = {
    documents: [document],
    facts: () => facts,
    registryNames: () => names,
    now: () => Date.parse("2026-11-20T10:00:00Z"),
    snippets: true,
    commands: Object.values(service.commands),
  };
  const whole = rangeOfAll(document);
  const ranges: Range[] = [
    ...service.diagnose(document, context).map(({ range }) => range),
    ...service.inlayHints(document, whole, context).map(({ position }) => ({ start: position, end: position })),
    ...service.codeLenses(document, context).map(({ range }) => range),
    ...service.links(document).map(({ range }) => range),
  ];
  service.banner(document, context);
  service.symbols(document).forEach((symbol) => isWithin(document, symbol.range, symbol.selectionRange));
  service
    .foldingRanges(document)
    .forEach(({ startLine, endLine }) => assert.ok(startLine < endLine && endLine <= whole.end.line, "a fold spans lines of the text"));
  for (const { title, edit } of service.codeActions(document, { range: whole }, context))
    applies(document, edit?.changes?.[uri] ?? [], title);
  keepsItsData(document);
  for (const offset of places) askAt(document, offset, context, ranges);
  ranges.forEach((range) => isRange(document, range));
};

const askAt = (document: Document, offset: number, context: Context, ranges: Range[]): void => {
  const position = document.text.positionAt(offset);
  for (const item of service.complete(document, position, context)) {
    assert.ok(item.textEdit !== undefined && "range" in item.textEdit);
    ranges.push(item.textEdit.range);
    assert.ok(
      item.textEdit.range.start.line === position.line && item.textEdit.range.end.line === position.line,
      "a completion stays on its line",
    );
  }
  const shown = service.hover(document, position, context)?.range;
  if (shown !== undefined) ranges.push(shown);
  ranges.push(...service.definition(document, position, context).map(({ range }) => range));
  ranges.push(...service.references(document, position, { includeDeclaration: true }, context).map(({ range }) => range));
  const prepared = service.prepareRename(document, position, context);
  const renamed = service.rename(document, position, "another-name", context);
  assert.equal(prepared === undefined, !renamed.ok && renamed.reason === "absent", "what can be renamed is prepared");
  if (renamed.ok) applies(document, renamed.value.changes?.[document.uri] ?? [], "rename");
  for (
    let selected: SelectionRange | undefined = service.selectionRanges(document, [position])[0];
    selected !== undefined;
    selected = selected.parent
  ) {
    ranges.push(selected.range);
    if (selected.parent !== undefined) isWithin(document, selected.parent.range, selected.range);
  }
};

const rangeOfAll = ({ text }: Document): Range => ({ start: text.positionAt(0), end: text.positionAt(text.getText().length) });

const isRange = ({ text }: Document, { start, end }: Range): void => {
  assert.deepEqual(text.positionAt(text.offsetAt(start)), start, "a range begins in the text");
  assert.deepEqual(text.positionAt(text.offsetAt(end)), end, "a range ends in the text");
  assert.ok(text.offsetAt(start) <= text.offsetAt(end), "a range does not run backwards");
};

const isWithin = ({ text }: Document, outer: Range, inner: Range): void =>
  assert.ok(
    text.offsetAt(outer.start) <= text.offsetAt(inner.start) && text.offsetAt(inner.end) <= text.offsetAt(outer.end),
    "a selection grows",
  );

/** Throws where edits overlap. */
const applies = (document: Document, edits: readonly TextEdit[], what: string): void => {
  assert.ok(edits.length > 0, `\`${what}\` changes something`);
  TextDocument.applyEdits(document.text, [...edits]);
};

const keepsItsData = (document: Document): void => {
  const edits = service.format(document, { tabSize: 2, insertSpaces: true });
  if (edits.length === 0) return;
  const formatted = TextDocument.applyEdits(document.text, edits);
  assert.deepEqual(parse(formatted, readAll), parse(document.text.getText(), readAll), "a layout keeps the data");
};

/** As the engine reads it, where a later version of YAML or an earlier one would read something else. */
const readAll = { version: "1.2", logLevel: "silent", uniqueKeys: false, resolveKnownTags: false } as const;

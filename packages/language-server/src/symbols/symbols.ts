import { isScalar, type Node } from "yaml";
import { SymbolKind, type DocumentSymbol } from "vscode-languageserver-types";
import type { Document } from "../documents/document.js";
import { gateTitle, writtenStages, type WrittenGate, type WrittenStage } from "../documents/gates.js";
import { rangeOf, spanOf } from "../documents/ranges.js";
import { entriesOf, entryAt, isContainer, itemsOf, keyOf, textAt, type Entry } from "../documents/tree.js";

/** Stages with their gates, and groups; of other files their keys. */
export const symbols = (document: Document): DocumentSymbol[] => {
  const root = document.yaml.root;
  if (document.kind === "policy-test") return testSymbols(document);
  if (document.kind !== "policy") return entriesOf(root).map((entry) => entrySymbol(document, entry, SymbolKind.Property));
  const groups = entriesOf(entryAt(root, "groups")?.value).map((entry) => entrySymbol(document, entry, SymbolKind.Interface));
  return [...groups, ...writtenStages(document).map((stage) => stageSymbol(document, stage))].toSorted(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
};

/** The keys of a policy test, and beneath `cases` each case by its name. */
const testSymbols = (document: Document): DocumentSymbol[] =>
  entriesOf(document.yaml.root).map((entry) => {
    const symbol = entrySymbol(document, entry, SymbolKind.Property);
    return keyOf(entry) === "cases" ? { ...symbol, children: itemsOf(entry.value).map((node) => caseSymbol(document, node)) } : symbol;
  });

const caseSymbol = (document: Document, node: Node): DocumentSymbol => {
  const verdict = textAt(node, "expect") ?? textAt(node, "expect", "verdict");
  return {
    name: textAt(node, "name") || "case",
    ...(verdict !== undefined && { detail: verdict }),
    kind: SymbolKind.Method,
    range: rangeOf(document, spanOf(node, document)),
    selectionRange: rangeOf(document, spanOf(entryAt(node, "name")?.value ?? node, document)),
  };
};

const stageSymbol = (document: Document, { node, name = "stage", gates, rollback }: WrittenStage): DocumentSymbol => {
  const at = entryAt(node, "name")?.value ?? node;
  const back = rollback.map((gate) => ({ ...gateSymbol(document, gate), detail: "rollback" }));
  return {
    name,
    detail: gates.length === 1 ? "1 gate" : `${gates.length} gates`,
    kind: SymbolKind.Module,
    range: rangeOf(document, spanOf(node, document)),
    selectionRange: rangeOf(document, spanOf(at, document)),
    children: [...gates.map((gate) => gateSymbol(document, gate)), ...back],
  };
};

const gateSymbol = (document: Document, gate: WrittenGate): DocumentSymbol => {
  const { node, kind, nested } = gate;
  const id = entryAt(node, "id")?.value;
  return {
    name: gateTitle(gate) || "gate",
    ...(isScalar(id) && kind !== undefined && { detail: keyOf(kind) }),
    kind: SymbolKind.Method,
    range: rangeOf(document, spanOf(node, document)),
    selectionRange: rangeOf(document, spanOf(id ?? kind?.key ?? node, document)),
    children: nested.map((one) => gateSymbol(document, one)),
  };
};

const entrySymbol = (document: Document, entry: Entry, kind: SymbolKind): DocumentSymbol => {
  const { key, value } = entry;
  const start = spanOf(key, document);
  const end = value === null ? start.end : Math.max(start.end, spanOf(value, document).end);
  const children = isContainer(value) ? entriesOf(value).map((inner) => entrySymbol(document, inner, SymbolKind.Property)) : [];
  return {
    name: keyOf(entry) || "?",
    kind,
    range: rangeOf(document, { start: start.start, end }),
    selectionRange: rangeOf(document, start),
    children,
  };
};

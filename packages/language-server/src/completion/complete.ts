import { diagnosticCodes } from "@muster/core";
import type { CompletionItem, Position } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import { gateDepth, roleAt } from "../documents/roles.js";
import { expressionSuggestions } from "./expression-names.js";
import { policySnippet } from "./gate-snippets.js";
import { keySuggestions, nameKeys } from "./keys.js";
import { placeAt } from "./place.js";
import { itemsOf, type Suggestion } from "./suggestion.js";
import { valueSuggestions } from "./values.js";

/** What can stand at a position: keys and values of the schemas, names of the policy and of the registry, snippets. */
export const complete = (document: Document, position: Position, context: Context): CompletionItem[] => {
  const offset = document.text.offsetAt(position);
  const silenced = codesAt(document, offset);
  if (silenced !== undefined) return itemsOf(silenced.suggestions, { ...silenced, column: 0 }, document, context);
  const place = placeAt(document, offset);
  if (place === undefined)
    return document.yaml.root ? [] : itemsOf(beginning(document), { span: { start: offset, end: offset }, column: 0 }, document, context);
  const { spot } = place;
  const inside = spot.isKey ? spot.path.slice(0, -1) : spot.path;
  const names = nameKeys(place, inside, context);
  if (names !== undefined) return itemsOf(names, place, document, context);
  if (spot.isKey) return itemsOf(keySuggestions(place, spot.path.slice(0, -1)), place, document, context);
  const { path } = spot;
  if (roleAt(document.kind, path, false) === "expression") {
    const { span, suggestions } = expressionSuggestions(document, place.span, offset, context);
    return itemsOf(suggestions, { span, column: place.column }, document, context);
  }
  const begun = path.length === 0 && gateDepth(path) === undefined ? beginning(document) : [];
  return itemsOf([...begun, ...valueSuggestions(place, context)], place, document, context);
};

const beginning = ({ kind }: Document): readonly Suggestion[] => (kind === "policy" ? [policySnippet] : []);

/** Codes after `# muster-ignore:`. */
const codesAt = ({ yaml }: Document, offset: number) => {
  const comment = yaml.comments.find((one) => one.offset < offset && offset <= one.offset + one.text.length);
  const written = comment?.text.slice(0, offset - comment.offset);
  const word = written === undefined ? undefined : /^#\s*muster-ignore:(?:.*[\s,])?([\w-]*)$/.exec(written)?.[1];
  if (word === undefined) return undefined;
  const suggestions = Object.entries(diagnosticCodes).map(([label, documentation]): Suggestion => ({ label, kind: "word", documentation }));
  return { span: { start: offset - word.length, end: offset }, suggestions };
};

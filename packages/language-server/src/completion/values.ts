import type { Context } from "../context.js";
import { gateDepth, roleAt } from "../documents/roles.js";
import { quotedFor } from "../documents/quoting.js";
import type { Path } from "../documents/tree.js";
import { choicesOf, descriptionOf, schemasAt } from "../schema/schemas-at.js";
import { schemaOf } from "../schema/schema-of.js";
import { gateSuggestions, stageSnippet } from "./gate-snippets.js";
import { keySuggestions } from "./keys.js";
import { codeNames } from "../policy-tests/tested-names.js";
import { nameSuggestions } from "./names.js";
import type { Place } from "./place.js";
import type { Suggestion } from "./suggestion.js";

/** What can stand as the value at a place, or begin the mapping or list that stands there. */
export const valueSuggestions = (place: Place, context: Context): readonly Suggestion[] => {
  const { document, spot } = place;
  const schemas = schemasAt(schemaOf(document), document.yaml.root, spot.path);
  const types = new Set(schemas.map(({ type }) => type));
  const values = valuesAt(place, spot.path, context);
  if (types.has("array") && values.length === 0) {
    const items = valuesAt(place, [...spot.path, 0], context);
    const begin = place.isFirst
      ? (text: string) => `- ${text.replaceAll("\n", "\n  ")}`
      : (text: string) => (text.includes("\n") ? text : `[${text}]`);
    return items.map((item) => ({
      ...item,
      text: begin(item.text ?? item.label),
      ...(item.snippet !== undefined && { snippet: begin(item.snippet) }),
    }));
  }
  return values;
};

const valuesAt = (place: Place, path: Path, context: Context): readonly Suggestion[] => {
  const { document, isFirst } = place;
  const schemas = schemasAt(schemaOf(document), document.yaml.root, path);
  const role = roleAt(document.kind, path, false);
  const codes = role === "outcome-code" ? codeNames(place.original, path, context) : [];
  const names = role === undefined ? [] : nameSuggestions(role, place.original, context, place.span.start);
  const documentation = descriptionOf(schemas);
  const choices = choicesOf(schemas).map((choice): Suggestion => ({
    label: String(choice),
    kind: "value",
    ...(documentation !== undefined && { documentation }),
  }));
  const values = [...choices, ...codes, ...names].map((one) => ({ ...one, text: quoted(one.label, place) }));
  if (document.kind === "policy" && gateDepth(path) === path.length && isFirst)
    return [...gateSuggestions(document.gates), ...keySuggestions(place, path)].filter(isFirstOfLabel);
  if (path.length === 2 && path[0] === "stages" && isFirst) return [stageSnippet, ...keySuggestions(place, path)];
  const isMapping = isFirst && schemas.some(({ properties }) => properties !== undefined);
  return isMapping ? [...values, ...keySuggestions(place, path)] : values;
};

const isFirstOfLabel = ({ label }: Suggestion, index: number, all: readonly Suggestion[]): boolean =>
  all.findIndex((one) => one.label === label) === index;

/** A word as it can stand in the file, in the quotes that are there. */
const quoted = (label: string, { quote, document, span }: Place): string =>
  quote === "" && /^(true|false|-?\d+(\.\d+)?)$/.test(label) ? label : quotedFor(label, document, span.start);

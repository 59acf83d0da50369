import { isGlob, type JsonSchema } from "@muster/core/editor";
import { gateDepth, roleAt } from "../documents/roles.js";
import { kindKeys } from "../documents/gates.js";
import { entriesOf, keyOf, nodeAt, type Path } from "../documents/tree.js";
import { branchesOf, choicesOf, descriptionOf, propertiesOf, requiredOf, schemasAt } from "../schema/schemas-at.js";
import { schemaOf } from "../schema/schema-of.js";
import type { Context } from "../context.js";
import { gateNames, isGatesOfCase } from "../policy-tests/tested-names.js";
import { nameSuggestions } from "./names.js";
import type { Place } from "./place.js";
import type { Suggestion } from "./suggestion.js";

/** The keys that the mapping at a path can have and has not; required ones first, those of all gates last. */
export const keySuggestions = ({ document, spot, quote, hasColon }: Place, path: Path): readonly Suggestion[] => {
  const root = schemaOf(document);
  const tree = document.yaml.root;
  const container = nodeAt(tree, path);
  const own = spot.isKey ? String(spot.path.at(-1)) : undefined;
  const present = new Set(
    entriesOf(container)
      .map(keyOf)
      .filter((key) => key !== own),
  );
  const schemas = schemasAt(root, tree, path);
  const isGate = document.kind === "policy" && gateDepth(path) === path.length;
  const isKind = (key: string) => isGate && kindKeys.has(key);
  const hasKind = [...present].some(isKind);
  const required = new Set(requiredOf(schemas).filter((key) => !isKind(key)));
  const leading = present.size === 0 ? schemas.flatMap(leadingTo) : [];
  const suggestions = [...propertiesOf([...schemas, ...leading])].flatMap(([key, properties]): readonly Suggestion[] => {
    if (present.has(key) || key === "$schema" || (hasKind && isKind(key))) return [];
    const known = properties.flatMap((schema) => branchesOf(schema, undefined, root));
    const documentation = descriptionOf(known);
    const isJson = quote === '"' || document.uri.endsWith(".json");
    const name = isJson ? JSON.stringify(key) : key;
    return [
      {
        label: key,
        kind: "key",
        text: hasColon ? name : `${name}: `,
        ...(!hasColon && { snippet: `${name}:${valueSnippet(known, isJson || isFlow(container))}` }),
        ...(required.has(key) && { detail: "required" }),
        ...(documentation !== undefined && { documentation }),
      },
    ];
  });
  const rank = ({ label, detail }: Suggestion) => (detail === "required" ? 0 : isGate && commonKeys.has(label) ? 2 : 1);
  return suggestions.toSorted((a, b) => rank(a) - rank(b));
};

/** Names that are the keys of a mapping, those that it does not have yet; undefined for a mapping whose keys are words of the language. */
export const nameKeys = (place: Place, path: Path, context: Context): readonly Suggestion[] | undefined => {
  const { document, spot, hasColon } = place;
  const named = namesBelow(place, path, context);
  const own = spot.isKey ? spot.path.at(-1) : undefined;
  const present = new Set(entriesOf(nodeAt(document.yaml.root, path)).map(keyOf));
  return named
    ?.filter(({ label }) => label === own || !present.has(label))
    .map((one) => {
      const name = document.uri.endsWith(".json") || /[*{}[\],&#?|<>=!%@`"']/.test(one.label) ? JSON.stringify(one.label) : one.label;
      return { ...one, text: hasColon ? name : `${name}: ` };
    });
};

/** The names that the keys of the mapping at a path can be, in what tells of versions and of what is decided about them. */
const namesBelow = ({ original, span }: Place, path: Path, context: Context): readonly Suggestion[] | undefined => {
  if (isGatesOfCase(original, path)) return gateNames(original, path, context);
  const role = original.kind === "policy" ? undefined : roleAt(original.kind, [...path, "name"], true);
  return role === undefined ? undefined : nameSuggestions(role, original, context, span.start).filter(({ label }) => !isGlob(label));
};

/** What a gate of any kind may have comes after what its own kind asks for. */
const commonKeys: ReadonlySet<string> = new Set(["id", "when", "level", "message", "docs"]);

/** The keys that would make another branch apply, such as `from` in a window that has nothing yet. */
const leadingTo = ({ if: condition, then }: JsonSchema & { readonly if?: unknown; readonly then?: unknown }): readonly JsonSchema[] => {
  const keys = isRecord(condition) && Array.isArray(condition["required"]) ? condition["required"].map(String) : [];
  const properties = isRecord(then) && isRecord(then["properties"]) ? then["properties"] : {};
  const leading = keys.flatMap((key) => (isRecord(properties[key]) ? [[key, properties[key]] as const] : []));
  return leading.length === 0 ? [] : [{ properties: Object.fromEntries(leading) }];
};

const valueSnippet = (schemas: readonly JsonSchema[], inline: boolean): string => {
  const choices = choicesOf(schemas);
  if (choices.length > 1 && choices.every((choice) => /^[\w.-]+$/.test(String(choice)))) return ` \${1|${choices.map(String).join(",")}|}`;
  if (choices.length === 1) return ` ${JSON.stringify(choices[0])}`;
  const types = new Set(schemas.map(({ type }) => type));
  if (types.has("array") && !types.has("string")) {
    const holdsMappings = schemas.some(({ items }) => isRecord(items) && /gate|stage|window|approval|check/.test(String(items["$ref"])));
    return holdsMappings && !inline ? "\n  - ${0}" : " [${1}]";
  }
  if (types.has("object") && !types.has("string")) return inline ? " { ${1} }" : "\n  ${0}";
  return " ${0}";
};

const isFlow = (container: unknown): boolean => isRecord(container) && container["flow"] === true;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

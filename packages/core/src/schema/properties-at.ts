import { isList, isMapping } from "../yaml/plain-data.js";
import type { JsonSchema } from "./compose.js";
import { own } from "../own.js";

/** Definitions that a schema refers to besides its own. */
export type SharedSchemas = Readonly<Record<string, JsonSchema>>;

/** The properties that a schema knows in the mapping at a path of some data, by key; those of all branches that may apply there. */
export const propertiesAt = (
  schema: JsonSchema,
  data: unknown,
  path: readonly string[],
  shared: SharedSchemas = {},
): Readonly<Record<string, JsonSchema>> => {
  const definitionOf = (reference: string): JsonSchema | undefined => {
    const name = reference.replace("#/$defs/", "");
    return schema.$defs?.[name] ?? shared[name];
  };
  /** A schema with every branch that says more about the same value. */
  const branches = (one: JsonSchema, value: unknown, seen = new Set<JsonSchema>()): ReadonlySet<JsonSchema> => {
    if (seen.has(one)) return seen;
    seen.add(one);
    const referred = typeof one["$ref"] === "string" ? definitionOf(one["$ref"]) : undefined;
    const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => one[key] ?? []);
    const met = isSchema(one["if"]) ? isMet(one["if"], value) : undefined;
    const chosen = [met === false ? undefined : one["then"], met === true ? undefined : one["else"]];
    for (const branch of [referred, ...chosen, ...lists]) if (isSchema(branch)) branches(branch, value, seen);
    return seen;
  };
  let value = data;
  let at: readonly JsonSchema[] = [...branches(schema, value)];
  for (const key of path) {
    value =
      (isMapping(value) || isList(value)) && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
    const inside = at.flatMap((one) => own(one.properties, key) ?? one["items"] ?? one["additionalProperties"] ?? []);
    at = inside.filter(isSchema).flatMap((one) => [...branches(one, value)]);
  }
  return Object.assign({}, ...at.map(({ properties }) => properties)) as Readonly<Record<string, JsonSchema>>;
};

/** Whether a value's keys have the constants that a condition asks for; undefined where it asks for none. */
const isMet = ({ properties = {} }: JsonSchema, value: unknown): boolean | undefined => {
  const constants = Object.entries(properties).filter(([, property]) => "const" in property);
  if (constants.length === 0 || !isMapping(value)) return undefined;
  return constants.every(([key, property]) => Object.hasOwn(value, key) && value[key] === property["const"]);
};

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;

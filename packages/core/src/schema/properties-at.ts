import type { JsonSchema } from "./compose.js";

/** Definitions that a schema refers to besides its own. */
export type SharedSchemas = Readonly<Record<string, JsonSchema>>;

/** The properties that a schema knows in the mapping at a path, by key; those of all branches that may apply there. */
export const propertiesAt = (
  schema: JsonSchema,
  path: readonly string[],
  shared: SharedSchemas = {},
): Readonly<Record<string, JsonSchema>> => {
  const definitionOf = (reference: string): JsonSchema | undefined => {
    const name = reference.replace("#/$defs/", "");
    return schema.$defs?.[name] ?? shared[name];
  };
  /** A schema with every branch that says more about the same value. */
  const branches = (one: JsonSchema, seen = new Set<JsonSchema>()): ReadonlySet<JsonSchema> => {
    if (seen.has(one)) return seen;
    seen.add(one);
    const referred = typeof one["$ref"] === "string" ? definitionOf(one["$ref"]) : undefined;
    const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => one[key] ?? []);
    for (const branch of [referred, one["then"], one["else"], ...lists]) if (isSchema(branch)) branches(branch, seen);
    return seen;
  };
  let at: readonly JsonSchema[] = [...branches(schema)];
  for (const key of path) {
    const inside = at.flatMap((one) => own(one.properties, key) ?? one["items"] ?? one["additionalProperties"] ?? []);
    at = inside.filter(isSchema).flatMap((one) => [...branches(one)]);
  }
  return Object.assign({}, ...at.map(({ properties }) => properties)) as Readonly<Record<string, JsonSchema>>;
};

const own = (properties: SharedSchemas | undefined, key: string): JsonSchema | undefined =>
  properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;

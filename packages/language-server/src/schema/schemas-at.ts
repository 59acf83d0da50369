import type { JsonSchema } from "@muster/core/editor";
import { isMap, isSeq } from "yaml";
import { entryAt, type Path } from "../documents/tree.js";
import { isMet } from "./conditions.js";

/** Every schema that speaks of what stands at a path: branches that do not apply to what is written are left out. */
export const schemasAt = (root: JsonSchema, tree: unknown, path: Path): readonly JsonSchema[] => {
  let node = tree;
  let at = branchesOf(root, node, root);
  for (const key of path) {
    const child =
      typeof key === "number" ? (isSeq(node) ? node.items[key] : undefined) : isMap(node) ? entryAt(node, key)?.value : undefined;
    at = at.flatMap((schema) => below(schema, key)).flatMap((schema) => branchesOf(schema, child, root));
    node = child;
  }
  return at;
};

/** The keys that a mapping of these schemas may have; what is said of a key first counts first. */
export const propertiesOf = (schemas: readonly JsonSchema[]): ReadonlyMap<string, readonly JsonSchema[]> => {
  const properties = new Map<string, JsonSchema[]>();
  for (const schema of schemas) {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      if (isSchema(property)) properties.set(key, [...(properties.get(key) ?? []), property]);
    }
  }
  return properties;
};

export const requiredOf = (schemas: readonly JsonSchema[]): readonly string[] => [
  ...new Set(schemas.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : []))),
];

/** What is said of them first. */
export const descriptionOf = (schemas: readonly JsonSchema[]): string | undefined =>
  schemas.map((schema) => schema["description"]).find((text): text is string => typeof text === "string");

/** The values that are listed one by one. */
export const choicesOf = (schemas: readonly JsonSchema[]): readonly unknown[] => [
  ...new Set(
    schemas.flatMap((schema): readonly unknown[] => {
      if (Array.isArray(schema["enum"])) return schema["enum"] as readonly unknown[];
      if ("const" in schema) return [schema["const"]];
      return schema["type"] === "boolean" ? [true, false] : [];
    }),
  ),
];

/** A schema with the definition that it refers to and the branches of it that apply. */
export const branchesOf = (schema: JsonSchema, node: unknown, root: JsonSchema): readonly JsonSchema[] => {
  const reference = schema["$ref"];
  const referred = typeof reference === "string" ? resolved(root, reference) : undefined;
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as unknown[]) : []));
  const condition = schema["if"];
  const met = isSchema(condition) ? isMet(condition, node) : undefined;
  const chosen = isSchema(condition) ? [...(met === false ? [] : [schema["then"]]), ...(met === true ? [] : [schema["else"]])] : [];
  return [schema, ...[referred, ...lists, ...chosen].filter(isSchema).flatMap((one) => branchesOf(one, node, root))];
};

const below = (schema: JsonSchema, key: string | number): readonly JsonSchema[] => {
  if (typeof key === "number") return isSchema(schema["items"]) ? [schema["items"]] : [];
  const own = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : schema["additionalProperties"];
  return isSchema(own) ? [own] : [];
};

/** `#/$defs/kind:metric/$defs/amount` and the like. */
const resolved = (root: JsonSchema, reference: string): unknown => {
  let at: unknown = root;
  for (const step of reference.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    at = typeof at === "object" && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return at;
};

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null && !Array.isArray(value);

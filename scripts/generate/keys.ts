import type { Schema } from "./schemas.js";

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const schemaAt = (schema: Schema, keyword: string): Schema | undefined => {
  const value = schema[keyword];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
};

/** Text inside a table's cell. */
export const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const code = (value: unknown) => `\`${JSON.stringify(value)}\``;

/** The definition that a schema refers to, by its name under `$defs`. */
const reference = (schema: Schema): string | undefined =>
  typeof schema["$ref"] === "string" ? schema["$ref"].replace("#/$defs/", "") : undefined;

/** The definitions that a page explains. */
export interface Definitions {
  link(name: string): string;
  describe(name: string): string;
}

/** What a schema accepts, in a few words. */
const typeText = (schema: Schema, definitions: Definitions): string => {
  const definition = reference(schema);
  if (definition !== undefined) return definitions.link(definition);
  if ("const" in schema) return code(schema["const"]);
  if ("enum" in schema) return list(schema["enum"]).map(code).join(" or ");
  const [then, otherwise] = [schemaAt(schema, "then"), schemaAt(schema, "else")];
  if (then !== undefined && otherwise !== undefined) return [otherwise, then].map((branch) => typeText(branch, definitions)).join(" or ");
  if (Array.isArray(schema["type"])) return list(schema["type"]).join(" or ");
  const items = schemaAt(schema, "items");
  if (schema["type"] === "array" && items !== undefined) return `list of ${typeText(items, definitions)}`;
  const values = schemaAt(schema, "additionalProperties");
  if (schema["type"] === "object") return values === undefined ? "mapping" : `mapping to ${typeText(values, definitions)}`;
  const bound = typeof schema["minimum"] === "number" ? ` ≥ ${schema["minimum"]}` : "";
  const type = schema["format"] === "instant" ? "instant" : schema["format"] === "uri" ? "address" : String(schema["type"]);
  return `${type}${bound}`;
};

interface Row {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** The keys of a mapping, and below each one those of the mappings written inside it. */
const rowsOf = (schema: Schema, prefix: string): readonly Row[] =>
  Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = `${prefix}${key}`;
    const [then, otherwise, items] = ["then", "else", "items"].map((keyword) => schemaAt(property, keyword));
    const inside = [property, then, otherwise].flatMap((inner) => (inner === undefined ? [] : rowsOf(inner, `${name}.`)));
    const row = { name, schema: property, required: schema.required?.includes(key) === true };
    return [row, ...inside, ...(items === undefined ? [] : rowsOf(items, `${name}[].`))];
  });

/** A table of a mapping's keys; of a scalar what it must look like. */
export const keysOf = (schema: Schema, definitions: Definitions): string => {
  const [then, otherwise] = [schemaAt(schema, "then"), schemaAt(schema, "else")];
  if (
    schema.properties === undefined &&
    then !== undefined &&
    otherwise !== undefined &&
    [then, otherwise].every((each) => each.properties)
  ) {
    return `Either\n\n${keysOf(otherwise, definitions)}\n\nor\n\n${keysOf(then, definitions)}`;
  }
  if (schema.properties === undefined) {
    const pattern = typeof schema["pattern"] === "string" ? `\n\nPattern: \`${schema["pattern"]}\`` : "";
    return `Type: ${typeText(schema, definitions)}${pattern}`;
  }
  const rows = rowsOf(schema, "").map(({ name, schema: property, required }) => {
    const fallback = "default" in property ? code(property["default"]) : "";
    const own = property["description"];
    const description = typeof own === "string" ? own : definitions.describe(reference(property) ?? "");
    return `| \`${name}\` | ${[typeText(property, definitions), required ? "yes" : "", fallback, description].map(cell).join(" | ")} |`;
  });
  return ["| key | type | required | default | meaning |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
};

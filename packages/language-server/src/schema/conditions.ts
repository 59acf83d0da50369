import type { JsonSchema } from "@muster/core/editor";
import { isMap, isScalar, isSeq } from "yaml";
import { entriesOf, keyOf } from "../documents/tree.js";

/** Whether a node is what the condition of a schema (`if`) asks for; undefined where there is no node to tell by. */
export const isMet = (condition: JsonSchema, node: unknown): boolean | undefined => {
  if (node === undefined || node === null || (isScalar(node) && node.value === null)) return undefined;
  const { type, required, properties = {} } = condition;
  if (type !== undefined && !isOfType(node, type)) return false;
  if (!isMap(node)) return type === undefined ? undefined : true;
  const entries = new Map(entriesOf(node).map((entry) => [keyOf(entry), entry.value]));
  if (Array.isArray(required) && !required.every((key) => entries.has(String(key)))) return false;
  return Object.entries(properties).every(([key, schema]) => {
    const value = entries.get(key);
    return !("const" in schema) || (isScalar(value) && value.value === schema["const"]);
  });
};

const isOfType = (node: unknown, type: unknown): boolean => {
  if (type === "object") return isMap(node);
  if (type === "array") return isSeq(node);
  return isScalar(node) && typeof node.value === (type === "integer" ? "number" : type);
};

import type { Json } from "../http/call.js";
import type { Page } from "../http/pages.js";

/** MLflow leaves out what is empty, and older servers write whole numbers as text: both are read. Undefined: it is of another kind. */

export const objectIn = (json: Json, key: string): Json | undefined => asObject(json[key]);

export const textIn = (json: Json, key: string): string | undefined => {
  const value = json[key];
  return typeof value === "string" ? value : undefined;
};

/** A text that must say something. */
export const nameIn = (json: Json, key: string): string | undefined => {
  const text = textIn(json, key);
  return text === "" ? undefined : text;
};

/** A whole number that was perhaps written as text. */
export const wholeIn = (json: Json, key: string): number | undefined => {
  const value = json[key];
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
};

/** The items of a list, each read; undefined where one of them cannot be. */
export const listIn = <T>(json: Json, key: string, read: (item: Json) => T | undefined): readonly T[] | undefined => {
  const value = json[key] ?? [];
  if (!Array.isArray(value)) return undefined;
  const items: T[] = [];
  for (const each of value as readonly unknown[]) {
    const object = asObject(each);
    const item = object === undefined ? undefined : read(object);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
};

export const pageIn = <T>(json: Json, key: string, read: (item: Json) => T | undefined): Page<T> | undefined => {
  const items = listIn(json, key, read);
  return items === undefined ? undefined : { items, next: nameIn(json, "next_page_token") };
};

/** Tags and params: `[{key, value}]`. */
export const pairsIn = (json: Json, key: string): ReadonlyMap<string, string> | undefined => {
  const pairs = listIn(json, key, (item) => {
    const name = nameIn(item, "key");
    return name === undefined ? undefined : ([name, textIn(item, "value") ?? ""] as const);
  });
  return pairs === undefined ? undefined : new Map(pairs);
};

const asObject = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

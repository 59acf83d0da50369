import { isMapping } from "./plain-data.js";

/**
 * The data of a JSON text, many times faster than as YAML and without places. Undefined where the text is no JSON, or where
 * what it says needs a word: a key that stands twice, a number beyond a double, half of a surrogate pair, too deep.
 */
export const jsonData = (text: string, maxDepth: number): unknown => {
  const data = parseJson(text);
  return needsNoWord(data, text, maxDepth) ? data : undefined;
};

/** What JSON takes a text for; undefined where it is no JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // It is YAML, or wrong: whoever reads it as YAML will tell, with the place.
    return undefined;
  }
};

/** Whether data is all that its JSON text says. */
export const needsNoWord = (data: unknown, text: string, maxDepth: number): boolean => {
  const counted = { keys: 0 };
  return isPlain(data, maxDepth, counted) && counted.keys === writtenKeys(text);
};

const isPlain = (value: unknown, depth: number, counted: { keys: number }): boolean => {
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return depth > 0 && value.every((item) => isPlain(item, depth - 1, counted));
  if (!isMapping(value)) return value !== undefined;
  const entries = Object.entries(value);
  counted.keys += entries.length;
  return depth > 0 && entries.every(([key, item]) => isPlain(key, depth, counted) && isPlain(item, depth - 1, counted));
};

/** How many keys stand in a text that is JSON: its strings before a colon. */
const writtenKeys = (text: string): number => {
  let keys = 0;
  for (let quote = text.indexOf('"'); quote >= 0;) {
    let end = text.indexOf('"', quote + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    let after = end + 1;
    while (/\s/.test(text.charAt(after))) after += 1;
    if (text.charAt(after) === ":") keys += 1;
    quote = text.indexOf('"', end + 1);
  }
  return keys;
};

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === "\\") backslashes += 1;
  return backslashes % 2 === 1;
};

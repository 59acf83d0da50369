import canonicalize from "canonicalize";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Canonical JSON (RFC 8785) of plain JSON data: no undefined, no functions, no cycles. */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("only JSON data has a canonical form");
  return text;
};

/** Items whose order says nothing, in the order of their canonical JSON. */
export const inCanonicalOrder = <Item>(items: readonly Item[]): readonly Item[] =>
  items
    .map((item) => [canonicalJson(item), item] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => item);

/** `sha256:<hex>` of a text's UTF-8 bytes. */
export const digestOfText = (text: string): string => `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;

/** `sha256:<hex>` of the canonical JSON of plain JSON data. */
export const digestOf = (value: unknown): string => digestOfText(canonicalJson(value));

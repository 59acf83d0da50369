import { parse as parseToml, TomlError } from "smol-toml";
import { parseDocument } from "yaml";
import { failure, maxEvidenceLength, readJson, success, type Failure, type Result } from "@muster/core";
import { decodeText } from "../text.js";

/** What stands under a name. A number that is not finite is its name as text: `NaN`, `Infinity`, `-Infinity`. */
export type Scalar = string | number | boolean | null | Date | readonly unknown[];

/** A JSON, YAML or TOML file by its name's ending (YAML where there is another one), as DVC reads it: JSON may name NaN and Infinity. */
export const parseDataFile = (path: string, bytes: Buffer, where: string): Result<unknown> => {
  if (bytes.length > maxEvidenceLength)
    return malformed(where, undefined, `it is larger than the ${maxEvidenceLength / 1_048_576} MiB that are read`);
  const text = decodeText(bytes, path);
  if (!text.ok) return text;
  if (path.endsWith(".json")) return parseJson(text.value, where);
  return path.endsWith(".toml") ? parseTomlText(text.value, where) : parseYaml(text.value, where);
};

const parseJson = (text: string, where: string): Result<unknown> => {
  const read = readJson(where, withNumbersQuoted(text));
  if (read === undefined) {
    const [first] = parseDocument(text, { schema: "json", uniqueKeys: false }).errors;
    return malformed(where, first?.linePos?.[0].line, "no JSON");
  }
  const [first] = read.diagnostics;
  return first === undefined ? success(read.data) : malformed(where, first.range.start.line, first.message);
};

/** The numbers that JSON has no word for, as texts. */
const withNumbersQuoted = (text: string): string => {
  const pieces: string[] = [];
  let end = 0;
  const token = /"|-?Infinity|NaN/g;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '"') token.lastIndex = endOfText(text, token.lastIndex);
    else {
      pieces.push(text.slice(end, found.index), `"${found[0]}"`);
      end = token.lastIndex;
    }
  }
  return pieces.join("") + text.slice(end);
};

/** Where a text in quotes ends. One regular expression for all of it would overflow the stack on a long one. */
const endOfText = (text: string, start: number): number => {
  const special = /["\\]/g;
  special.lastIndex = start;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    if (found[0] === '"') return special.lastIndex;
    special.lastIndex += 1;
  }
  return text.length;
};

export const parseYaml = (text: string, where: string): Result<unknown> => {
  try {
    const document = parseDocument(text, { merge: true });
    const [first] = document.errors;
    if (first !== undefined)
      return malformed(where, first.linePos?.[0].line, first.message.split("\n")[0]?.replace(/ at line .*$/, "") ?? first.code);
    return success(document.toJS({ maxAliasCount: 100 }));
  } catch (error) {
    // too many aliases, or nested too deep for the stack
    if (error instanceof ReferenceError || error instanceof RangeError) return malformed(where, undefined, error.message);
    throw error;
  }
};

const parseTomlText = (text: string, where: string): Result<unknown> => {
  try {
    return success(parseToml(text));
  } catch (error) {
    if (error instanceof TomlError) return malformed(where, error.line, error.message.split("\n")[0] ?? "no TOML");
    throw error;
  }
};

const deepest = 64;

/** The values of nested mappings, their names joined with `.`. */
export const flatten = (data: unknown, where: string): Result<readonly (readonly [name: string, value: Scalar])[]> => {
  if (data === null) return success([]);
  if (!isMapping(data)) return malformed(where, undefined, "not a mapping of names to values");
  const values: (readonly [string, Scalar])[] = [];
  const visit = (mapping: Readonly<Record<string, unknown>>, prefix: string, depth: number): boolean =>
    depth <= deepest &&
    Object.entries(mapping).every(([key, value]) => {
      if (isMapping(value)) return visit(value, `${prefix}${key}.`, depth + 1);
      values.push([prefix + key, scalarOf(value)]);
      return true;
    });
  return visit(data, "", 1) ? success(values) : malformed(where, undefined, `nested more than ${deepest} deep`);
};

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

const scalarOf = (value: unknown): Scalar => {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  return typeof value === "string" || typeof value === "boolean" || value instanceof Date || Array.isArray(value) ? value : null;
};

const malformed = (where: string, line: number | undefined, what: string): Failure =>
  failure(
    "malformed",
    `${where} cannot be read${line === undefined ? "" : `, line ${line}`}: ${what}`,
    "mend the file in a new commit and register that",
  );

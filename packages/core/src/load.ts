import { diagnosticAt } from "./diagnostics/diagnostic-at.js";
import { baseFile } from "./extends/base-file.js";
import type { NoBase } from "./extends/extend.js";
import { parseDocument, readPolicyDocument, type ParsedPolicy, type ParseOptions } from "./parse.js";
import type { Result } from "./ports/result.js";
import type { YamlDocument } from "./yaml/document.js";
import { isMapping } from "./yaml/plain-data.js";

/**
 * Reads a policy and what it extends through `read`. A file that cannot be read is an error in `diagnostics` like any other.
 * `extends` names paths relative to the file that it stands in; keeping them inside of a folder is up to `read`.
 */
export const loadPolicy = async (
  file: string,
  read: (file: string) => Promise<Result<string>>,
  options: ParseOptions = {},
): Promise<ParsedPolicy> => {
  const text = await read(file);
  if (!text.ok) {
    const unread = parseDocument(readPolicyDocument(file, ""), undefined, options);
    return {
      ...unread,
      diagnostics: [diagnosticAt(unread.document.source.rangeOf(0, 0), "unreadable-file", text.message, { help: text.help })],
    };
  }
  const first = readPolicyDocument(file, text.value, options);
  const { documents, end } = await readBases(first, read, options);
  return documents.reduceRight<ParsedPolicy | NoBase | undefined>(
    (base, document) => parseDocument(document, base, options),
    end,
  ) as ParsedPolicy;
};

/** The documents that extend one another, from the first, and why there are no more if the last one asks for one. */
const readBases = async (
  first: YamlDocument,
  read: (file: string) => Promise<Result<string>>,
  options: ParseOptions,
): Promise<{ documents: readonly YamlDocument[]; end?: NoBase }> => {
  const documents = [first];
  let last = first;
  for (let named = extendsOf(last.data); named !== undefined; named = extendsOf(last.data)) {
    const file = baseFile(last.source.file, named);
    if (file === undefined) {
      return {
        documents,
        end: {
          code: "extends-not-found",
          message: `\`${named}\` is not a relative path`,
          help: "write a path from this file, with slashes",
        },
      };
    }
    const files = documents.map(({ source }) => source.file);
    if (files.includes(file)) {
      const circle = [...files.slice(files.indexOf(file)), file].map((one) => `\`${one}\``).join(" extends ");
      return { documents, end: { code: "extends-loop", message: `policies extend one another in a circle: ${circle}` } };
    }
    const text = await read(file);
    if (!text.ok)
      return { documents, end: { code: "extends-not-found", message: text.message, ...(text.help !== undefined && { help: text.help }) } };
    last = readPolicyDocument(file, text.value, options);
    documents.push(last);
  }
  return { documents };
};

const extendsOf = (data: unknown): string | undefined => {
  const named = isMapping(data) && Object.hasOwn(data, "extends") ? data["extends"] : undefined;
  return typeof named === "string" && named !== "" ? named : undefined;
};

import type { DocumentLink } from "vscode-languageserver-types";
import { addressFrom } from "../documents/addresses.js";
import type { Document } from "../documents/document.js";
import { rangeOf, spanOf } from "../documents/ranges.js";
import { roleAt } from "../documents/roles.js";
import { leavesOf } from "../documents/tree.js";
import { baseOf } from "../references/family.js";

/** The files and addresses that a file names: `extends`, `docs`, `$schema`. */
export const links = (document: Document): DocumentLink[] => [...named(document), ...schemaComment(document)];

const named = (document: Document): readonly DocumentLink[] =>
  [...leavesOf(document.yaml.root)].flatMap(({ scalar, path, isKey }): readonly DocumentLink[] => {
    const role = roleAt(document.kind, path, isKey);
    if (typeof scalar.value !== "string" || scalar.value === "") return [];
    const target =
      role === "file"
        ? baseOf(document)
        : role === "address" || /^https?:\/\/\S+$/.test(scalar.value)
          ? addressFrom(document.uri, scalar.value)
          : undefined;
    return target === undefined ? [] : [{ range: rangeOf(document, spanOf(scalar, document)), target }];
  });

/** `# yaml-language-server: $schema=…` */
const schemaComment = (document: Document): readonly DocumentLink[] =>
  document.yaml.comments.flatMap(({ offset, text }) => {
    const found = /^(#\s*yaml-language-server:\s*\$schema=)(\S+)/.exec(text);
    if (found === null) return [];
    const [, before = "", address = ""] = found;
    const start = offset + before.length;
    return [{ range: rangeOf(document, { start, end: start + address.length }), target: addressFrom(document.uri, address) }];
  });

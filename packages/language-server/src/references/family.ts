import { baseFile, testedPolicyFile } from "@muster/core/editor";
import { normalized } from "../documents/addresses.js";
import type { Document } from "../documents/document.js";
import { textAt } from "../documents/tree.js";

/** The file that a policy extends, or that a policy test is about. */
export const baseOf = ({ kind, uri, yaml }: Document): string | undefined => {
  const root = yaml.root;
  const named = kind === "policy" ? textAt(root, "extends") : undefined;
  const file =
    kind === "policy-test" ? testedPolicyFile(uri, textAt(root, "policy")) : named === undefined ? undefined : baseFile(uri, named);
  return file === undefined ? undefined : normalized(file);
};

/** What a policy extends, and for a policy test its policy first, as far as those files are known: from the nearest to the last. */
export const basesOf = (document: Document, documents: readonly Document[]): readonly Document[] => {
  const bases: Document[] = [];
  for (let at = baseOf(document); at !== undefined;) {
    const base = documents.find(({ uri }) => normalized(uri) === at);
    if (base === undefined || base === document || bases.includes(base)) return bases;
    bases.push(base);
    at = baseOf(base);
  }
  return bases;
};

/** The files that share their names with a document: what it extends, what extends it, its tests, and so on. The document comes first. */
export const familyOf = (document: Document, documents: readonly Document[]): readonly Document[] => {
  const others = documents.filter(({ uri }) => normalized(uri) !== normalized(document.uri));
  const bases = new Map([document, ...others].map((one) => [one, baseOf(one)]));
  const family = new Set([document]);
  const isKin = (one: Document, other: Document) => bases.get(one) === normalized(other.uri) || bases.get(other) === normalized(one.uri);
  for (const member of family) for (const other of others) if (isKin(member, other)) family.add(other);
  return [...family];
};

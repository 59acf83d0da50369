import { strayBindings, unkeptStages, type Diagnostic } from "@muster/core";
import type { Context } from "../context.js";
import { normalized } from "../documents/addresses.js";
import type { Document, OtherDocument } from "../documents/document.js";

/** Where the stages of a policy and those that its configuration binds do not fit together. */
export const keptStages = (document: Document, { documents }: Context): readonly Diagnostic[] => {
  if (document.kind === "policy") {
    const config = configOf(document, documents);
    return config === undefined ? [] : unkeptStages(document.parsed, config.config).filter(({ range }) => range.file === document.uri);
  }
  if (document.configuration === undefined) return [];
  const beneath = documents.flatMap((one) =>
    one.kind === "policy" && configOf(one, documents) === document.configuration ? [one.parsed] : [],
  );
  return strayBindings(document.configuration, beneath);
};

/** The nearest configuration, upwards from a file. */
const configOf = ({ uri }: Document, documents: readonly Document[]): OtherDocument["configuration"] => {
  const above = documents.filter((one) => one.kind === "config" && normalized(uri).startsWith(folderOf(one)));
  const [nearest] = above.toSorted((one, other) => folderOf(other).length - folderOf(one).length);
  return nearest?.kind === "policy" ? undefined : nearest?.configuration;
};

const folderOf = ({ uri }: Document): string => normalized(uri).replace(/[^/]*$/, "");

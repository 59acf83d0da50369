import type { Context } from "../context.js";
import type { Document } from "../documents/document.js";
import { writtenStages } from "../documents/gates.js";
import type { Unseen } from "../providers/facts.js";
import { factsFor, isUnseen } from "../providers/seen.js";

/** What to say once, quietly, where facts of the registry cannot be seen. */
export const banner = (document: Document, context: Context): Unseen | undefined => {
  if (document.kind !== "policy") return undefined;
  const answers = writtenStages(document).flatMap(({ name }) => (name === undefined ? [] : [factsFor(document, name, context)]));
  return answers.find(isUnseen);
};

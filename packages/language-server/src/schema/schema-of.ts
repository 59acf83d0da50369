import { configSchema, evidenceSchema, policySchema, type JsonSchema } from "@muster/core/editor";
import type { Document } from "../documents/document.js";

/** The schema of a file; of a policy with the keys of its plugins' gates. */
export const schemaOf = (document: Document): JsonSchema => {
  switch (document.kind) {
    case "policy":
      return policySchema(document.gates);
    case "evidence":
      return evidenceSchema;
    case "config":
      return configSchema;
    case "policy-test":
      return {};
  }
};

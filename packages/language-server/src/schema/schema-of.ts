import { configSchema, evidenceSchema, policySchema, policyTestSchema, type JsonSchema } from "@muster/core/editor";
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
      return testSchema;
  }
};

/** In a policy test evidence may be incomplete, and each case may change any of it. */
const partialEvidence = (schema: JsonSchema | undefined): JsonSchema => ({ ...schema, properties: evidenceSchema.properties });

const testSchema: JsonSchema = {
  ...policyTestSchema,
  properties: { ...policyTestSchema.properties, evidence: partialEvidence(policyTestSchema.properties.evidence) },
  $defs: {
    ...evidenceSchema.$defs,
    ...policyTestSchema.$defs,
    case: {
      ...policyTestSchema.$defs.case,
      properties: {
        ...policyTestSchema.$defs.case.properties,
        evidence: partialEvidence(policyTestSchema.$defs.case.properties.evidence),
      },
    },
  },
};

import { builtInGates } from "../gates/built-in.js";
import { policyFrameSchema, usesSchema } from "../generated/schemas.js";
import { composePolicySchema, type JsonSchema, type KindSchema } from "./compose.js";

/** The JSON Schema of a policy that may use these plugins' gates, for editors that check files by a schema. */
export const policySchema = (plugins: readonly KindSchema[]): JsonSchema =>
  composePolicySchema(policyFrameSchema, [...builtInGates, { kind: "uses", schema: usesSchema }], plugins);

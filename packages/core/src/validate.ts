import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { violationDiagnostics } from "./diagnostics/violations.js";
import type { Kinds } from "./gates/kind-of.js";
import { validatePolicyFrame } from "./generated/validators.js";
import { policyFrameSchema } from "./generated/schemas.js";
import { validateGate } from "./gates/validate-gate.js";
import { isList, isMapping } from "./yaml/plain-data.js";
import type { Sources } from "./yaml/sources.js";

/** Where the data of a file is not a policy: the frame by its schema, each gate by the schema of its kind alone. */
export const validatePolicy = (data: object, sources: Sources, kinds: Kinds): readonly Diagnostic[] => {
  const frame = validatePolicyFrame(data) ? [] : violationDiagnostics(validatePolicyFrame.errors ?? [], { data, schema: policyFrameSchema, sources });
  return [...frame, ...gatesOf(data).flatMap((gate) => validateGate(gate, { sources, kinds }))];
};

/** Every gate that can be looked at, in whatever else is wrong. */
const gatesOf = (data: unknown): readonly Readonly<Record<string, unknown>>[] =>
  listAt(data, "stages").flatMap((stage) => [...listAt(stage, "gates"), ...listAt(valueAt(stage, "rollback"), "gates")]).filter(isMapping);

const valueAt = (data: unknown, key: string): unknown => (isMapping(data) && Object.hasOwn(data, key) ? data[key] : undefined);

const listAt = (data: unknown, key: string): readonly unknown[] => {
  const value = valueAt(data, key);
  return isList(value) ? value : [];
};

import { diagnosticAt } from "./diagnostics/diagnostic-at.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { violationDiagnostics } from "./diagnostics/violations.js";
import { inWords } from "./diagnostics/wording.js";
import type { Kinds } from "./gates/kind-of.js";
import { validateGate } from "./gates/validate-gate.js";
import type { Gate, Policy } from "./generated/policy.js";
import { policyFrameSchema } from "./generated/schemas.js";
import { validatePolicyFrame } from "./generated/validators.js";
import type { YamlDocument } from "./yaml/document.js";
import { isList, isMapping } from "./yaml/plain-data.js";
import { sourcesOf } from "./yaml/sources.js";

export interface Validation {
  /** Undefined where the frame does not hold. Its gates may still be wrong. */
  readonly policy: Policy | undefined;
  /** Whether a stage's gate, with those nested in it, is as its kind says. */
  isSound(gate: Gate): boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the data of a file is not a policy: the frame by its schema, each gate by the schema of its kind alone. */
export const validatePolicy = ({ data, places, source }: YamlDocument, kinds: Kinds): Validation => {
  const sources = sourcesOf([places]);
  if (!isMapping(data)) {
    const message = `a policy is a mapping, not ${inWords(data)}`;
    return {
      policy: undefined,
      isSound: () => false,
      diagnostics: [diagnosticAt(source.firstLine, "wrong-type", message, { help: "begin with `version: 1`" })],
    };
  }
  const unsound = new Set<object>();
  const gates = gatesOf(data).flatMap((gate) => {
    const found = validateGate(gate, { sources, kinds });
    if (found.length > 0) unsound.add(gate);
    return found;
  });
  const holds = isPolicyFrame(data);
  const frame = holds ? [] : violationDiagnostics(validatePolicyFrame.errors ?? [], { data, schema: policyFrameSchema, sources });
  return { policy: holds ? data : undefined, isSound: (gate) => !unsound.has(gate), diagnostics: [...frame, ...gates] };
};

const isPolicyFrame = (value: unknown): value is Policy => validatePolicyFrame(value);

/** Every gate that can be looked at, whatever else is wrong. */
const gatesOf = (data: unknown): readonly Readonly<Record<string, unknown>>[] =>
  listAt(data, "stages")
    .flatMap((stage) => [...listAt(stage, "gates"), ...listAt(valueAt(stage, "rollback"), "gates")])
    .filter(isMapping);

const valueAt = (data: unknown, key: string): unknown => (isMapping(data) && Object.hasOwn(data, key) ? data[key] : undefined);

const listAt = (data: unknown, key: string): readonly unknown[] => {
  const value = valueAt(data, key);
  return isList(value) ? value : [];
};

import { compile, type CompiledStage, type CompileOptions, type Program } from "../compile.js";
import { orderId } from "../gates/default-id.js";
import { notGoverned } from "../evaluate.js";
import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic, SourceRange } from "../diagnostics/diagnostic.js";
import { withQuotesKept } from "../diagnostics/fix-quotes.js";
import { sortDiagnostics } from "../diagnostics/sort.js";
import { suggest } from "../diagnostics/suggest.js";
import { violationDiagnostics } from "../diagnostics/violations.js";
import type { CompiledGate } from "../gates/define-gate.js";
import { withNested } from "../gates/with-nested.js";
import type { Evidence } from "../generated/evidence.js";
import type { PolicyTest, PolicyTestCase } from "../generated/policy-test.js";
import { evidenceSchema, gateCodes } from "../generated/schemas.js";
import { validateEvidence } from "../generated/validators.js";
import type { ParsedPolicy } from "../parse.js";
import { readInstant } from "../time/instant.js";
import { isMapping } from "../yaml/plain-data.js";
import { sourcesOf, type Sources } from "../yaml/sources.js";
import { expectedGates } from "./expected-gates.js";
import { mergeEvidence } from "./merge-evidence.js";
import type { ParsedPolicyTest } from "./read-policy-test.js";

/** A case of a policy test, ready to be decided. */
export interface PreparedCase {
  readonly name: string;
  readonly written: PolicyTestCase;
  /** The shared evidence with the case's changes. */
  readonly evidence: Evidence;
  readonly to: string;
  readonly at: string;
  readonly action: "promote" | "rollback";
  /** Where its name stands. */
  readonly range: SourceRange;
}

export interface CheckedPolicyTest {
  /** The tested policy, ready to decide; absent where it has errors. */
  readonly program?: Program;
  /** Those without an error, in the order of the file. */
  readonly cases: readonly PreparedCase[];
  /** Of the test file: its own, and what does not fit its policy. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at a policy test beside its policy: each case's evidence, and every stage and gate that it names. */
export const checkPolicyTest = (
  parsed: ParsedPolicyTest,
  policy: ParsedPolicy | undefined,
  options: CompileOptions = {},
): CheckedPolicyTest => {
  const { test, document, sources } = parsed;
  const program = policy?.policy === undefined ? undefined : compile(policy, options);
  if (test === undefined) return { ...(program && { program }), cases: [], diagnostics: parsed.diagnostics };
  const checked = test.cases.map((written) => checkCase(written, { test, sources, placesOf: document.places, program }));
  const found = [...parsed.diagnostics, ...unreadPolicy(parsed, test, policy), ...checked.flatMap(({ diagnostics }) => diagnostics)];
  return {
    ...(program && { program }),
    cases: checked.flatMap(({ prepared, diagnostics }) => (prepared === undefined || diagnostics.length > 0 ? [] : [prepared])),
    diagnostics: sortDiagnostics(found, parsed.file).map((diagnostic) => withQuotesKept(diagnostic, document.source)),
  };
};

const unreadPolicy = (
  { policyFile, sources }: ParsedPolicyTest,
  test: PolicyTest,
  policy: ParsedPolicy | undefined,
): readonly Diagnostic[] => {
  const unread = policy?.diagnostics.find(({ code, range }) => code === "unreadable-file" && range.file === policyFile);
  if (unread === undefined) return [];
  const help = "name the policy's file with `policy`, relative to this file";
  return [diagnosticAt(sources.locate(test, "policy"), "unreadable-file", `its policy cannot be read: ${unread.message}`, { help })];
};

interface Surroundings {
  readonly test: PolicyTest;
  readonly sources: Sources;
  readonly placesOf: ParsedPolicyTest["document"]["places"];
  readonly program: Program | undefined;
}

interface CheckedCase {
  readonly prepared?: PreparedCase;
  readonly diagnostics: readonly Diagnostic[];
}

/** A value and where it was written. */
interface Asked {
  readonly value: string;
  readonly range: SourceRange;
}

const checkCase = (written: PolicyTestCase, { test, sources, placesOf, program }: Surroundings): CheckedCase => {
  const { data, places } = mergeEvidence(test.evidence, written.evidence, placesOf.get.bind(placesOf));
  const merged = sourcesOf([places, placesOf]);
  const range = sources.locate(written, "name");
  // Where no evidence is given at all, what is missing is missing in the case.
  const elsewhere = merged.placeOf(data) === undefined ? { elsewhere: range } : {};
  const unfit = isEvidence(data)
    ? []
    : violationDiagnostics(validateEvidence.errors ?? [], { data, schema: evidenceSchema, sources: merged, ...elsewhere });
  const asked = (key: "to" | "at"): Asked | undefined => {
    const homes = [written, requestIn(written.evidence), test, requestIn(test.evidence)];
    const home = homes.find((one) => one !== undefined && typeof one[key] === "string");
    return home && { value: home[key] as string, range: sources.locate(home, key) };
  };
  const [to, at] = [asked("to"), asked("at")];
  const model = isMapping(data) && typeof data["model"] === "string" ? data["model"] : undefined;
  const diagnostics = [
    ...unfit,
    ...(to === undefined ? [unasked(range, "to", "which stage is asked for")] : []),
    ...(at === undefined ? [unasked(range, "at", "when it is decided")] : noInstant(at)),
    ...(program === undefined || model === undefined ? [] : ungoverned(program, model, merged.locate(data, "model"))),
    ...(program === undefined || to === undefined ? [] : checkStage(program, written, to, sources)),
  ];
  if (!isEvidence(data) || to === undefined || at === undefined) return { diagnostics };
  const { name, action = "promote" } = written;
  return { prepared: { name, written, evidence: data, to: to.value, at: at.value, action, range }, diagnostics };
};

const isEvidence = (value: unknown): value is Evidence => validateEvidence(value);

const requestIn = (evidence: PolicyTest["evidence"]): Readonly<Record<string, unknown>> | undefined =>
  evidence !== undefined && isMapping(evidence["request"]) ? evidence["request"] : undefined;

const unasked = (range: SourceRange, key: string, what: string): Diagnostic =>
  diagnosticAt(range, "missing-key", `\`${key}\` is missing: the case does not say ${what}`, {
    help: `give \`${key}\` in the case, or at the head of the file for all cases`,
  });

const noInstant = ({ value, range }: Asked): readonly Diagnostic[] =>
  readInstant(value) === undefined
    ? [diagnosticAt(range, "wrong-value", `\`${value}\` is not an instant`, { help: "write it as `2026-11-20T10:00:00Z`" })]
    : [];

const ungoverned = (program: Program, model: string, range: SourceRange): readonly Diagnostic[] => {
  const failure = notGoverned(program, model);
  return failure === undefined ? [] : [diagnosticAt(range, "ungoverned-model", failure.message, { help: failure.help })];
};

const checkStage = (program: Program, written: PolicyTestCase, { value, range }: Asked, sources: Sources): readonly Diagnostic[] => {
  const stage = program.stages.get(value);
  if (stage !== undefined) return checkGates(stage, written, sources);
  const names = [...program.stages.keys()];
  const meant = suggest(value, names);
  const help = meant === undefined ? `its stages are ${names.map((name) => `\`${name}\``).join(", ")}` : `did you mean \`${meant}\`?`;
  return [diagnosticAt(range, "unknown-stage", `policy \`${program.name}\` has no stage \`${value}\``, { help, replacement: meant })];
};

/** Every gate that is expected something of is one of the stage, and every code one of its kind. */
const checkGates = (stage: CompiledStage, written: PolicyTestCase, sources: Sources): readonly Diagnostic[] => {
  const gates = new Map(withNested(written.action === "rollback" ? stage.rollback : stage.gates).map((gate) => [gate.id, gate]));
  return expectedGates(written).flatMap(({ id, container, expectation }) => {
    const gate = gates.get(id);
    if (gate === undefined && id !== orderId)
      return [unknownGate(stage.name, [...gates.keys(), orderId], id, sources.locate(container, id, "key"))];
    if (typeof expectation === "string" || expectation.code === undefined) return [];
    return unknownCode(gate, expectation.code, sources.locate(expectation, "code"));
  });
};

const unknownGate = (stage: string, ids: readonly string[], id: string, range: SourceRange): Diagnostic => {
  const meant = suggest(id, ids);
  const help = meant === undefined ? `its gates are ${ids.map((one) => `\`${one}\``).join(", ")}` : `did you mean \`${meant}\`?`;
  return diagnosticAt(range, "unknown-gate", `stage \`${stage}\` has no gate \`${id}\``, { help, replacement: meant });
};

const unknownCode = (gate: CompiledGate | undefined, code: string, range: SourceRange): readonly Diagnostic[] => {
  const codes = Object.keys({ ...gate?.kind.codes, ...gateCodes });
  if (codes.includes(code)) return [];
  const meant = suggest(code, codes);
  const kind = gate === undefined ? "the order gate" : `a \`${gate.kind.kind}\` gate`;
  const help = meant === undefined ? `its codes are ${codes.map((one) => `\`${one}\``).join(", ")}` : `did you mean \`${meant}\`?`;
  return [diagnosticAt(range, "wrong-value", `${kind} has no code \`${code}\``, { help, replacement: meant })];
};

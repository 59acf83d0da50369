import { diagnosticAt } from "../diagnostics/diagnostic-at.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { PolicyTest } from "../generated/policy-test.js";
import { policyTestSchema } from "../generated/schemas.js";
import { validatePolicyTest } from "../generated/validators.js";
import { readAs } from "../schema/read-as.js";
import type { Violation } from "../schema/validate.js";
import { readDocument, type YamlDocument } from "../yaml/document.js";
import { isMapping } from "../yaml/plain-data.js";
import { sourcesOf, type Sources } from "../yaml/sources.js";
import { testedPolicyFile } from "./policy-file.js";

/** In characters. */
export const maxPolicyTestLength = 1_048_576;

export interface ParsedPolicyTest {
  readonly file: string;
  /** Absent where the file has not the form of a policy test. */
  readonly test?: PolicyTest;
  /** The file of the policy that it is about; undefined where that cannot be told. */
  readonly policyFile: string | undefined;
  readonly document: YamlDocument;
  readonly sources: Sources;
  /** Errors of the file alone; what its policy makes of it, `checkPolicyTest` tells. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a policy test. Never throws on what a person wrote: what is wrong stands in `diagnostics`. */
export const readPolicyTest = ({ file, text }: { readonly file: string; readonly text: string }): ParsedPolicyTest =>
  parsePolicyTest(readDocument(file, text, { maxLength: maxPolicyTestLength, numbers: "as-given" }));

/** The rest of the way, for a text that was read already. */
export const parsePolicyTest = (document: YamlDocument): ParsedPolicyTest => {
  const { source, data } = document;
  const sources = sourcesOf([document.places]);
  const { value, diagnostics } = readAs(document, { name: "a policy test", schema: policyTestSchema, is: isPolicyTest, violations });
  const named = isMapping(data) && typeof data["policy"] === "string" ? data["policy"] : undefined;
  const policyFile = testedPolicyFile(source.file, named);
  const found = value === undefined ? diagnostics : [...unnamedPolicy(value, policyFile, sources), ...duplicateCases(value, sources)];
  return { file: source.file, ...(value !== undefined && { test: value }), policyFile, document, sources, diagnostics: found };
};

const isPolicyTest = (value: unknown): value is PolicyTest => validatePolicyTest(value);

const violations = (): readonly Violation[] => validatePolicyTest.errors ?? [];

const unnamedPolicy = (test: PolicyTest, policyFile: string | undefined, sources: Sources): readonly Diagnostic[] => {
  if (policyFile !== undefined) return [];
  if (test.policy !== undefined) {
    const help = "write a path from this file, with slashes";
    return [diagnosticAt(sources.locate(test, "policy"), "wrong-value", `\`${test.policy}\` is not a relative path`, { help })];
  }
  const help = "name the policy's file with `policy`, or call this file `<policy>.test.yaml`";
  return [
    diagnosticAt(sources.locate(test, "policy"), "missing-key", "`policy` is missing, and the file's name does not tell it", { help }),
  ];
};

const duplicateCases = ({ cases }: PolicyTest, sources: Sources): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return cases.flatMap((one) => {
    if (seen.size < seen.add(one.name).size) return [];
    const help = "say what this case shows that the other does not";
    return [diagnosticAt(sources.locate(one, "name"), "duplicate-case", `another case is called \`${one.name}\` too`, { help })];
  });
};

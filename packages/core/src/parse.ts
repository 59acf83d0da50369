import { canonicalJson, digestOfText } from "./canonical/digest.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { diagnosticAt } from "./diagnostics/diagnostic-at.js";
import { sortDiagnostics } from "./diagnostics/sort.js";
import { builtInGates } from "./gates/built-in.js";
import type { DefinedGate } from "./gates/define-gate.js";
import { kindsOf } from "./gates/kind-of.js";
import type { Policy } from "./generated/policy.js";
import { inWords } from "./diagnostics/wording.js";
import { validatePolicy } from "./validate.js";
import { isMapping } from "./yaml/plain-data.js";
import { readDocument, type YamlDocument } from "./yaml/document.js";
import { sourcesOf, type Places, type Sources } from "./yaml/sources.js";

export interface ParsedPolicy {
  readonly file: string;
  readonly text: string;
  /** With what it extends; undefined where there is an error. */
  readonly policy: Policy | undefined;
  readonly sources: Sources;
  /** By place; those of the policies that it extends come after its own. */
  readonly diagnostics: readonly Diagnostic[];
  /** `sha256:<hex>` of the text, and of the texts that it extends. */
  readonly digest: string;
  /** Everything that the digest covers, by its own digest: enough to read the policy again, and to prove that it is the same. */
  readonly texts: Readonly<Record<string, string>>;
  /** The file's own data and tree, also where there are errors. */
  readonly document: YamlDocument;
}

export interface PolicySource {
  readonly file: string;
  readonly text: string;
  /** What `extends` names. */
  readonly base?: ParsedPolicy;
}

export interface ParseOptions {
  /** The gates of plugins, besides the built-in kinds. */
  readonly gates?: readonly DefinedGate[];
}

const maxPolicyLength = 1_048_576;

/** Reads a policy. Never throws on what a person wrote: what is wrong stands in `diagnostics`. */
export const parsePolicy = ({ file, text, base }: PolicySource, { gates = [] }: ParseOptions = {}): ParsedPolicy => {
  const document = readDocument(file, text, { maxLength: maxPolicyLength, numbers: "exact" });
  const places: readonly Places[] = [document.places];
  const sources = sourcesOf(places);
  const found = document.diagnostics.length > 0 ? [] : isMapping(document.data) ? validatePolicy(document.data, sources, kindsOf(builtInGates, gates)) : [noMapping(document)];
  const diagnostics = sortDiagnostics([...document.diagnostics, ...found]);
  const own = digestOfText(text);
  const chain = base === undefined ? text : canonicalJson([own, base.digest]);
  const digest = digestOfText(chain);
  const sound = !diagnostics.some(({ severity }) => severity === "error");
  return { file, text, policy: sound ? (document.data as Policy) : undefined, sources, diagnostics, digest, texts: { ...base?.texts, [own]: text, [digest]: chain }, document };
};

const noMapping = ({ source, data }: YamlDocument): Diagnostic =>
  diagnosticAt(source.rangeOf(0, 0), "wrong-type", `a policy is a mapping, not ${inWords(data)}`, { help: "begin with `version: 1`" });

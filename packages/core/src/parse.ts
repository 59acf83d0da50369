import { checkedPolicy, type CheckedPolicy } from "./checks/checked-policy.js";
import { policyChecks } from "./checks/policy-checks.js";
import { canonicalJson, digestOfText } from "./canonical/digest.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { withQuotesKept } from "./diagnostics/fix-quotes.js";
import { withoutSilenced } from "./diagnostics/silence.js";
import { sortDiagnostics } from "./diagnostics/sort.js";
import { extend, type NoBase } from "./extends/extend.js";
import { builtInGates } from "./gates/built-in.js";
import type { DefinedGate } from "./gates/define-gate.js";
import { kindsOf } from "./gates/kind-of.js";
import type { Policy } from "./generated/policy.js";
import { validatePolicy } from "./validate.js";
import type { Compose } from "./yaml/compose.js";
import { readDocument, type YamlDocument } from "./yaml/document.js";
import { sourcesOf, type Sources } from "./yaml/sources.js";

export interface ParsedPolicy {
  readonly file: string;
  readonly text: string;
  /** With what it extends; undefined where there is an error. */
  readonly policy: Policy | undefined;
  readonly sources: Sources;
  /** By place, the file's own first; of the policies that it extends, errors only. */
  readonly diagnostics: readonly Diagnostic[];
  /** `sha256:<hex>` of the text, and of the texts that it extends. */
  readonly digest: string;
  /** Everything that the digest covers, by its own digest: enough to read the policy again, and to prove that it is the same. */
  readonly texts: Readonly<Record<string, string>>;
  /** The file's own data and tree, also where there are errors. */
  readonly document: YamlDocument;
  /** What it extends. */
  readonly base?: ParsedPolicy;
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
  /** How texts are read; all of each by default. */
  readonly compose?: Compose;
}

const maxPolicyLength = 1_048_576;

/** Reads a policy. Never throws on what a person wrote: what is wrong stands in `diagnostics`. */
export const parsePolicy = ({ file, text, base }: PolicySource, options: ParseOptions = {}): ParsedPolicy =>
  parseDocument(readPolicyDocument(file, text, options), base, options);

export const readPolicyDocument = (file: string, text: string, { compose }: Pick<ParseOptions, "compose"> = {}): YamlDocument =>
  readDocument(file, text, { maxLength: maxPolicyLength, numbers: "exact", ...(compose && { compose }) });

/** The rest of the way, for a text that was read already. */
export const parseDocument = (
  document: YamlDocument,
  given: ParsedPolicy | NoBase | undefined,
  { gates = [] }: ParseOptions = {},
): ParsedPolicy => {
  const { file, text } = document.source;
  const kinds = kindsOf(builtInGates, gates);
  const own = document.isWhole ? validatePolicy(document, kinds) : undefined;
  const base = given === undefined || "code" in given || own?.policy?.extends === undefined ? undefined : given;
  const extended = own?.policy && extend(own.policy, given, { places: document.places, kinds, isSound: own.isSound });
  const sources = extended?.sources ?? sourcesOf([document.places]);
  const shape = [
    ...document.diagnostics,
    ...(own?.diagnostics ?? []).filter(besides(document.diagnostics)),
    ...(extended?.diagnostics ?? []),
  ];
  const checks =
    extended?.policy && own ? checkPolicy(checkedPolicy(extended.policy, kinds, sources, own.isSound), shape.length === 0) : [];
  const found = [...shape, ...checks].filter(({ severity, range }) => severity === "error" || range.file === file);
  const diagnostics = sortDiagnostics(withoutSilenced(found, document.comments, document.source), file).map((diagnostic) =>
    withQuotesKept(diagnostic, document.source),
  );
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  return {
    file,
    text,
    policy: hasErrors ? undefined : extended?.policy,
    sources,
    diagnostics,
    ...digestsOf(text, base),
    document,
    ...(base && { base }),
  };
};

const digestsOf = (text: string, base: ParsedPolicy | undefined): Pick<ParsedPolicy, "digest" | "texts"> => {
  const own = digestOfText(text);
  const chain = base === undefined ? text : canonicalJson([own, base.digest]);
  const digest = digestOfText(chain);
  return { digest, texts: { ...base?.texts, [own]: text, [digest]: chain } };
};

/** What cannot be kept as it is written, such as `.inf`, is told once. */
const besides =
  (told: readonly Diagnostic[]) =>
  ({ range }: Diagnostic): boolean =>
    !told.some((one) => one.range.start.offset === range.start.offset && one.range.end.offset === range.end.offset);

/** Where the form has errors already, what is missing may be what a warning would be about. */
const checkPolicy = (checked: CheckedPolicy, isComplete: boolean): readonly Diagnostic[] =>
  policyChecks.flatMap((check) => check(checked)).filter(({ severity }) => isComplete || severity === "error");

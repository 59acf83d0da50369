import { compile, failure, loadPolicy, maxEvidenceLength, readConfig, readEvidence, success, type Diagnostic } from "@muster/core";
import { maxPolicyTestLength, parsePolicyTest, readDocument } from "@muster/core/editor";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { unloadedGates } from "./unloaded-gates.js";
import { normalized } from "./addresses.js";
import { documentKindOf } from "./document-kind.js";
import type { Document, DocumentKind, OpenOptions, OtherDocument, PolicyDocument } from "./document.js";
import { once } from "./once.js";

/** Reads a file, with the policies that it extends. Never rejects on what a person wrote. */
export const openDocument = async (text: TextDocument, options: OpenOptions = {}): Promise<Document> => {
  const kind = options.kind ?? documentKindOf(text.uri) ?? "policy";
  if (kind === "policy") return openPolicy(text, options);
  return kind === "policy-test" ? openPolicyTest(text, options) : openOther(text, kind);
};

const openPolicy = async (text: TextDocument, { readFile, gates: loaded, compose }: OpenOptions): Promise<PolicyDocument> => {
  const { uri } = text;
  const written = text.getText();
  const bases: string[] = [];
  const gates = loaded ?? unloadedGates(written);
  const parsed = await loadPolicy(
    uri,
    async (file) => {
      if (file === uri) return success(written);
      bases.push(normalized(file));
      return readFile === undefined ? failure("absent", `\`${file}\` cannot be read here`) : readFile(normalized(file));
    },
    { gates, ...(compose && { compose }) },
  );
  const program = once(() => (parsed.policy === undefined ? undefined : compile(parsed, { gates })));
  const read = { yaml: parsed.document, problems: parsed.diagnostics, parsed, bases, ...(compose && { compose }) };
  return { kind: "policy", uri, text, ...read, gates, program };
};

const openPolicyTest = async (text: TextDocument, { readFile, compose }: OpenOptions): Promise<OtherDocument> => {
  const { uri } = text;
  const yaml = readDocument(uri, text.getText(), { maxLength: maxPolicyTestLength, numbers: "as-given", ...(compose && { compose }) });
  const policyTest = parsePolicyTest(yaml);
  const { policyFile, diagnostics } = policyTest;
  const read = policyFile === undefined ? undefined : await readFile?.(normalized(policyFile));
  const unread = read?.ok === false ? { unreadPolicy: read } : {};
  return { kind: "policy-test", uri, text, yaml, problems: diagnostics, policyTest, ...unread, ...(compose && { compose }) };
};

type Read = (source: {
  readonly file: string;
  readonly text: string;
}) => Pick<OtherDocument, "configuration"> & { readonly diagnostics: readonly Diagnostic[] };

const readers: Readonly<Record<Exclude<DocumentKind, "policy" | "policy-test">, Read>> = {
  evidence: readEvidence,
  config: (source) => {
    const { config, sources, diagnostics } = readConfig(source);
    return { diagnostics, ...(config !== undefined && { configuration: { config, sources } }) };
  },
};

const openOther = (text: TextDocument, kind: Exclude<DocumentKind, "policy" | "policy-test">): OtherDocument => {
  const source = { file: text.uri, text: text.getText() };
  const yaml = readDocument(source.file, source.text, { maxLength: maxEvidenceLength, numbers: "as-given" });
  const { diagnostics, configuration }: ReturnType<Read> = readers[kind](source);
  return { kind, uri: text.uri, text, yaml, problems: diagnostics, ...(configuration && { configuration }) };
};

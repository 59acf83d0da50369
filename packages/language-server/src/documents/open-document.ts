import { compile, failure, loadPolicy, readConfig, readEvidence, success, type Diagnostic } from "@muster/core";
import { readDocument } from "@muster/core/editor";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { unloadedGates } from "./unloaded-gates.js";
import { normalized } from "./addresses.js";
import { documentKindOf } from "./document-kind.js";
import type { Document, OpenOptions, OtherDocument, PolicyDocument } from "./document.js";
import { once } from "./once.js";

/** Reads a file, with the policies that it extends. Never rejects on what a person wrote. */
export const openDocument = async (text: TextDocument, options: OpenOptions = {}): Promise<Document> => {
  const kind = options.kind ?? documentKindOf(text.uri) ?? "policy";
  return kind === "policy" ? openPolicy(text, options) : openOther(text, kind);
};

const openPolicy = async (text: TextDocument, { readFile, gates: loaded }: OpenOptions): Promise<PolicyDocument> => {
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
    { gates },
  );
  const program = once(() => (parsed.policy === undefined ? undefined : compile(parsed, { gates })));
  return { kind: "policy", uri, text, yaml: parsed.document, problems: parsed.diagnostics, parsed, bases, gates, program };
};

type Read = (source: {
  readonly file: string;
  readonly text: string;
}) => Pick<OtherDocument, "configuration"> & { readonly diagnostics: readonly Diagnostic[] };

const readers: Readonly<Partial<Record<OtherDocument["kind"], Read>>> = {
  evidence: readEvidence,
  config: (source) => {
    const { config, sources, diagnostics } = readConfig(source);
    return { diagnostics, ...(config !== undefined && { configuration: { config, sources } }) };
  },
};

const maxLength = 16 * 1_048_576;

const openOther = (text: TextDocument, kind: OtherDocument["kind"]): OtherDocument => {
  const source = { file: text.uri, text: text.getText() };
  const yaml = readDocument(source.file, source.text, { maxLength, numbers: "as-given" });
  const { diagnostics, configuration }: ReturnType<Read> = readers[kind]?.(source) ?? yaml;
  return { kind, uri: text.uri, text, yaml, problems: diagnostics, ...(configuration && { configuration }) };
};

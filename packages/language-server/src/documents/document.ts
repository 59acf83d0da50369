import type { DefinedGate, Diagnostic, ParsedPolicy, Result } from "@muster/core";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Document as YamlTree } from "yaml";

export type DocumentKind = "policy" | "policy-test" | "evidence" | "config";

interface Opened {
  readonly uri: string;
  readonly text: TextDocument;
  /** What could be read of it as YAML, also where there are errors. */
  readonly tree: YamlTree.Parsed | undefined;
  /** What is wrong with the file by itself. */
  readonly problems: readonly Diagnostic[];
}

export interface PolicyDocument extends Opened {
  readonly kind: "policy";
  readonly parsed: ParsedPolicy;
  /** The kinds of gate that it may use besides the built-in ones. */
  readonly gates: readonly DefinedGate[];
}

export interface OtherDocument extends Opened {
  readonly kind: Exclude<DocumentKind, "policy">;
}

/** A file of ours as it was read, once for each version of its text. */
export type Document = PolicyDocument | OtherDocument;

/** Reads a file that another one names. Never goes to the network. */
export type ReadFile = (uri: string) => Promise<Result<string>>;

export interface OpenOptions {
  readonly kind?: DocumentKind;
  readonly readFile?: ReadFile;
  /** The gates of plugins, besides the built-in kinds. */
  readonly gates?: readonly DefinedGate[];
}

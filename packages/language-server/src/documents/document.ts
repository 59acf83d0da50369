import type { DefinedGate, Diagnostic, Failure, ParsedPolicy, ParsedPolicyTest, PlacedConfig, Program, Result } from "@muster/core";
import type { Compose, YamlDocument } from "@muster/core/editor";
import type { TextDocument } from "vscode-languageserver-textdocument";

export type DocumentKind = "policy" | "policy-test" | "evidence" | "config";

interface Opened {
  readonly uri: string;
  readonly text: TextDocument;
  /** What could be read of it as YAML, also where there are errors. */
  readonly yaml: YamlDocument;
  /** What is wrong with the file by itself. */
  readonly problems: readonly Diagnostic[];
  /** How it was read, and how it would be read with a change; all of it where this is left out. */
  readonly compose?: Compose;
}

export interface PolicyDocument extends Opened {
  readonly kind: "policy";
  readonly parsed: ParsedPolicy;
  /** The files that it extends, one after another, whether they are there or not. */
  readonly bases: readonly string[];
  /** The kinds of gate that it may use besides the built-in ones. */
  readonly gates: readonly DefinedGate[];
  /** Compiled when it is asked for; undefined where there is an error. */
  readonly program: () => Program | undefined;
}

export interface OtherDocument extends Opened {
  readonly kind: Exclude<DocumentKind, "policy">;
  /** What a configuration says; undefined where it has errors. */
  readonly configuration?: PlacedConfig;
  /** What a policy test says. */
  readonly policyTest?: ParsedPolicyTest;
  /** Why the policy of a policy test could not be read when the test was. */
  readonly unreadPolicy?: Failure;
}

/** A file of ours as it was read, once for each version of its text. */
export type Document = PolicyDocument | OtherDocument;

/** Reads a file that another one names. Never goes to the network. */
export type ReadFile = (uri: string) => Promise<Result<string>>;

export interface OpenOptions {
  /** Default: by the file's name. */
  readonly kind?: DocumentKind;
  readonly readFile?: ReadFile;
  /** The gates of plugins, besides the built-in kinds. Left out, none was loaded: what a plugin's gate says is not looked at. */
  readonly gates?: readonly DefinedGate[];
  /** How texts are read; all of each by default. */
  readonly compose?: Compose;
}

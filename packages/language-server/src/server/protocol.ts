import type { Diagnostic, Result } from "@muster/core";
import { NotificationType, RequestType } from "vscode-languageserver-protocol";
import type { StageFacts, Unseen } from "../providers/facts.js";
import type { RegistryNames } from "../providers/registry-names.js";

/** `initializationOptions`: what a client can do besides the protocol, and its settings. */
export interface ClientOptions {
  /** The commands of lenses that it can run. */
  readonly commands?: readonly string[];
  /** It shows `muster/banner` itself; otherwise a message is shown once. */
  readonly banner?: boolean;
  /** It answers `muster/readFile` and `muster/listFiles`, for a server that sees no files. */
  readonly files?: boolean;
  readonly settings?: Settings;
}

/** Section `muster` of the client's settings. */
export interface Settings {
  /** By code. An error stays an error. */
  readonly severities?: Readonly<Record<string, Diagnostic["severity"] | "off">>;
}

export interface PushedFacts {
  /** Of a policy file. */
  readonly uri: string;
  readonly names?: RegistryNames | Unseen;
  /** By stage. */
  readonly stages: Readonly<Record<string, StageFacts | Unseen>>;
}

/** Client to server: all facts that are known now; whatever is left out is not known any more. */
export const factsNotification = new NotificationType<{ readonly policies: readonly PushedFacts[] }>("muster/facts");

/** Server to client: what to say about facts that cannot be seen; `null` where there is nothing to say any more. */
export const bannerNotification = new NotificationType<{ readonly banner: Unseen | null }>("muster/banner");

/** Server to client. */
export const readFileRequest = new RequestType<{ readonly uri: string }, Result<string>, never>("muster/readFile");

/** Server to client: policies, policy tests and configurations of the workspace, as URIs. */
export const listFilesRequest = new RequestType<{ readonly folders: readonly string[] }, readonly string[], never>("muster/listFiles");

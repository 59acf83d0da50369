import { failure } from "@muster/core";
import type { Connection } from "vscode-languageserver";
import type { Context } from "../context.js";
import { clientOf, type Client } from "./client.js";
import { factsFromClient, type FactsFromClient } from "./facts-from-client.js";
import { filesThrough } from "./files.js";
import type { Host } from "./host.js";
import { libraryOf, type Library } from "./library.js";
import { listFilesRequest, readFileRequest, type Settings } from "./protocol.js";

/** What the server knows while it serves one client. */
export interface Session {
  readonly library: Library;
  readonly pushed: FactsFromClient;
  /** What the functions of the service are given. */
  context(): Context;
  /** Nobody before the client has introduced itself. */
  client(): Client;
  meet(client: Client): void;
  setSettings(settings: Settings): void;
  listFiles(folders: readonly string[]): Promise<readonly string[]>;
  /** Tells of a defect, and goes on. */
  fail(error: unknown): void;
}

const nobody = clientOf({ capabilities: {} });

export const sessionOf = (connection: Connection, host: Host): Session => {
  const pushed = factsFromClient();
  let client = nobody;
  let settings: Settings = {};

  const askForFile = (uri: string) =>
    client.options.files === true
      ? connection.sendRequest(readFileRequest, { uri })
      : Promise.resolve(failure("absent", `\`${uri}\` cannot be read here`));
  const askForFiles = (folders: readonly string[]) =>
    client.options.files === true ? connection.sendRequest(listFilesRequest, { folders }) : Promise.resolve([]);
  const library = libraryOf(filesThrough(host.readFile ?? askForFile), host.gatesFor);

  return {
    library,
    pushed,
    context: () => ({
      documents: library.documents(),
      facts: host.facts ?? pushed.facts,
      registryNames: host.registryNames ?? pushed.registryNames,
      now: host.now ?? Date.now,
      ...(settings.severities && { severities: settings.severities }),
      ...(client.options.commands && { commands: client.options.commands }),
      snippets: client.snippets,
    }),
    client: () => client,
    meet: (met) => {
      client = met;
      settings = met.options.settings ?? settings;
    },
    setSettings: (changed) => {
      settings = changed;
    },
    listFiles: host.listFiles ?? askForFiles,
    fail: (error) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  };
};

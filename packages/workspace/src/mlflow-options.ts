import { homedir } from "node:os";
import { join } from "node:path";
import type { Config } from "@muster/core";
import { connectionFromEnvironment, withKeptCredentials, type CredentialFor, type MlflowRegistryOptions } from "@muster/mlflow";
import { take } from "./problem.js";
import { readText } from "./working-tree.js";

export type MlflowConfig = Extract<Config["registry"], { readonly type: "mlflow" }>;

/** Credentials besides those of the environment. */
export interface CredentialSource {
  /** What is kept for an origin goes before what the environment has for it. */
  readonly credentialFor?: CredentialFor;
}

/** How the server of a configuration is reached, and as whom: credentials are the environment's and those that are kept for its origin. */
export const mlflowOptions = async (config: MlflowConfig, { credentialFor }: CredentialSource): Promise<MlflowRegistryOptions> => {
  const { type: _type, uri, registryUri, workspace, ...options } = config;
  const configured = { ...(uri !== undefined && { uri }), ...(registryUri !== undefined && { registryUri }) };
  const connection = take(
    connectionFromEnvironment(process.env, await credentialsFile(), { ...configured, ...(workspace !== undefined && { workspace }) }),
  );
  return { ...options, connection: credentialFor === undefined ? connection : await withKeptCredentials(connection, credentialFor) };
};

const credentialsFile = async (): Promise<string | undefined> => {
  const text = await readText(join(homedir(), ".mlflow", "credentials"), "~/.mlflow/credentials");
  return !text.ok && text.reason === "absent" ? undefined : take(text);
};

import { homedir } from "node:os";
import { join } from "node:path";
import type { Config } from "@muster/core";
import { connectionFromEnvironment, type KeptLogins, type MlflowRegistryOptions } from "@muster/mlflow";
import { take } from "./problem.js";
import { readText } from "./working-tree.js";

export type MlflowConfig = Extract<Config["registry"], { readonly type: "mlflow" }>;

/** How the server of a configuration is reached, and as whom: credentials are the environment's and those that are kept for its origin. */
export const mlflowOptions = async (config: MlflowConfig, logins: KeptLogins): Promise<MlflowRegistryOptions> => {
  const { type: _type, uri, registryUri, workspace, ...options } = config;
  const configured = { ...(uri !== undefined && { uri }), ...(registryUri !== undefined && { registryUri }) };
  const connection = take(
    connectionFromEnvironment(process.env, await credentialsFile(), { ...configured, ...(workspace !== undefined && { workspace }) }),
  );
  const { credentialFor, loginCommand } = logins;
  return { ...options, connection, ...(credentialFor && { credentialFor }), ...(loginCommand !== undefined && { loginCommand }) };
};

const credentialsFile = async (): Promise<string | undefined> => {
  const text = await readText(join(homedir(), ".mlflow", "credentials"), "~/.mlflow/credentials");
  return !text.ok && text.reason === "absent" ? undefined : take(text);
};

import { readAddress, type Address } from "./address.js";
import type { Credential, Login } from "./connection.js";
import { readCredentialsFile } from "./credentials-file.js";
import { textOf, type Environment } from "./variables.js";

export interface FoundCredentials {
  /** For the addresses that the environment names. */
  readonly bound: readonly Credential[];
  /** Whether there is a credential at all. */
  readonly present: boolean;
}

/**
 * The credentials of an environment, in MLflow's order: what stands in an address, user name and password, token. They are for
 * the addresses that the same environment names: no other file may send them elsewhere.
 */
export const credentialsOf = (env: Environment, credentialsFile: string | undefined): FoundCredentials => {
  const own = ["MLFLOW_TRACKING_URI", "MLFLOW_REGISTRY_URI"].flatMap((name) => {
    const address = readAddress(textOf(env, name) ?? "");
    return address.ok ? [address.value] : [];
  });
  const common = loginOf(env, credentialsFile);
  const bound = own.flatMap((address): readonly Credential[] => {
    const login = loginIn(address) ?? common;
    return login === undefined ? [] : [{ origin: address.origin, ...login }];
  });
  return { bound, present: bound.length > 0 || common !== undefined };
};

const loginIn = ({ username, password }: Address): Login | undefined => (username === "" ? undefined : { username, password });

const loginOf = (env: Environment, credentialsFile: string | undefined): Login | undefined => {
  const file = readCredentialsFile(credentialsFile ?? "");
  const username = textOf(env, "MLFLOW_TRACKING_USERNAME") ?? file["mlflow_tracking_username"];
  const password = textOf(env, "MLFLOW_TRACKING_PASSWORD") ?? file["mlflow_tracking_password"];
  if (username !== undefined && password !== undefined) return { username, password };
  const token = textOf(env, "MLFLOW_TRACKING_TOKEN");
  return token === undefined ? undefined : { token };
};

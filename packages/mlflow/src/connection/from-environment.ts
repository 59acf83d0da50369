import { failure, success, type Result } from "@muster/core";
import { readAddress, type Address } from "./address.js";
import { defaultPatience, type MlflowConnection, type Patience, type Proxies, type TlsOptions } from "./connection.js";
import { credentialsOf } from "./credentials.js";
import { flagOf, textOf, wholeNumberOf, type Environment } from "./variables.js";

/** What a workspace's configuration says of the server. It wins over the environment, and is trusted with no credential. */
export interface ConfiguredServer {
  readonly uri?: string;
  readonly registryUri?: string;
  readonly workspace?: string;
}

/**
 * The connection that MLflow's own client would make with these variables and the text of `~/.mlflow/credentials`.
 * A credential goes only to an address that the environment itself names. Failure: what is wrong with them.
 */
export const connectionFromEnvironment = (
  env: Environment,
  credentialsFile: string | undefined,
  configured: ConfiguredServer = {},
): Result<MlflowConnection> => {
  const tracking = trackingAddress(env, configured);
  if (!tracking.ok) return tracking;
  const registry = registryAddress(env, configured, tracking.value);
  if (!registry.ok) return registry;
  const tls = tlsOf(env);
  if (!tls.ok) return tls;
  const patience = patienceOf(env);
  if (!patience.ok) return patience;
  const unsupported = unsupportedLogin(env);
  if (unsupported !== undefined) {
    return failure(
      "refused",
      `\`${unsupported}\` asks for a login that only MLflow's Python library knows`,
      "unset it, and use a token or a user name and a password",
    );
  }

  const origins = [tracking.value.origin, registry.value.origin];
  const { bound, present } = credentialsOf(env, credentialsFile);
  const credentials = bound.filter(({ origin }) => origins.includes(origin));
  const withheld = present && origins.some((each) => !credentials.some(({ origin }) => origin === each));
  const workspace = configured.workspace ?? textOf(env, "MLFLOW_WORKSPACE")?.trim();
  return success({
    trackingUri: tracking.value.uri,
    registryUri: registry.value.uri,
    ...(credentials.length > 0 && { credentials }),
    ...(withheld && { withheld }),
    ...(workspace !== undefined && workspace !== "" && { workspace }),
    tls: tls.value,
    proxies: proxiesOf(env),
    patience: patience.value,
  });
};

const trackingAddress = (env: Environment, { uri }: ConfiguredServer): Result<Address> => {
  if (uri !== undefined) return withoutSecret(readAddress(uri));
  const text = textOf(env, "MLFLOW_TRACKING_URI");
  return text === undefined
    ? failure("absent", "no MLflow server is named", "set `MLFLOW_TRACKING_URI`, or name it in the configuration")
    : readAddress(text);
};

const registryAddress = (env: Environment, { uri, registryUri }: ConfiguredServer, tracking: Address): Result<Address> => {
  if (registryUri !== undefined) return withoutSecret(readAddress(registryUri));
  const text = uri === undefined ? textOf(env, "MLFLOW_REGISTRY_URI") : undefined;
  return text === undefined ? success(tracking) : readAddress(text);
};

const withoutSecret = (address: Result<Address>): Result<Address> => {
  if (!address.ok || (address.value.username === "" && address.value.password === "")) return address;
  const help = "take them out, and set `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`";
  return failure("refused", `the configuration's address of \`${address.value.uri}\` has credentials in it`, help);
};

const tlsOf = (env: Environment): Result<TlsOptions> => {
  const insecure = flagOf(env, "MLFLOW_TRACKING_INSECURE_TLS");
  if (!insecure.ok) return insecure;
  const own = textOf(env, "MLFLOW_TRACKING_SERVER_CERT_PATH");
  if (insecure.value && own !== undefined) {
    return failure("refused", "`MLFLOW_TRACKING_INSECURE_TLS` and `MLFLOW_TRACKING_SERVER_CERT_PATH` are both set", "unset one of them");
  }
  const serverCertPath = own ?? textOf(env, "REQUESTS_CA_BUNDLE") ?? textOf(env, "CURL_CA_BUNDLE");
  const clientCertPath = textOf(env, "MLFLOW_TRACKING_CLIENT_CERT_PATH");
  return success({
    ...(insecure.value && { insecure: true }),
    ...(serverCertPath !== undefined && { serverCertPath }),
    ...(clientCertPath !== undefined && { clientCertPath }),
  });
};

const patienceOf = (env: Environment): Result<Patience> => {
  const retries = wholeNumberOf(env, "MLFLOW_HTTP_REQUEST_MAX_RETRIES", 10, defaultPatience.retries);
  if (!retries.ok) return retries;
  const backoff = wholeNumberOf(env, "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", 120, defaultPatience.backoffSeconds);
  if (!backoff.ok) return backoff;
  const timeout = wholeNumberOf(env, "MLFLOW_HTTP_REQUEST_TIMEOUT", 86_400, defaultPatience.timeoutSeconds);
  return timeout.ok ? success({ retries: retries.value, backoffSeconds: backoff.value, timeoutSeconds: timeout.value }) : timeout;
};

const unsupportedLogin = (env: Environment): string | undefined => {
  const signed = flagOf(env, "MLFLOW_TRACKING_AWS_SIGV4");
  if (!signed.ok || signed.value) return "MLFLOW_TRACKING_AWS_SIGV4";
  return textOf(env, "MLFLOW_TRACKING_AUTH") === undefined ? undefined : "MLFLOW_TRACKING_AUTH";
};

const proxiesOf = (env: Environment): Proxies => {
  const either = (name: string): string | undefined => textOf(env, name) ?? textOf(env, name.toUpperCase());
  const http = either("http_proxy") ?? either("all_proxy");
  const https = either("https_proxy") ?? either("all_proxy");
  const except = either("no_proxy");
  return { ...(http !== undefined && { http }), ...(https !== undefined && { https }), ...(except !== undefined && { except }) };
};

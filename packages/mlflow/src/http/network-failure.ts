import { failure, type Failure } from "@muster/core";
import type { FailedAttempt } from "./attempt.js";

/** What a request broke off with, by the error's code. `undefined`: not the network's doing. */
export const networkFailure = (error: unknown, address: string, timeoutSeconds: number): FailedAttempt | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (error.name === "TimeoutError") {
    return failure(
      "unreachable",
      `\`${address}\` did not answer within ${timeoutSeconds} s`,
      "try again, or allow more time with `MLFLOW_HTTP_REQUEST_TIMEOUT`",
    );
  }
  const code = /\(407\)/.test(error.message) ? proxyLogin : codeOf(error);
  if (code === undefined) return undefined;
  const told = known.find(({ pattern }) => pattern.test(code))?.tell(address, code, error.message);
  return told === undefined ? undefined : { ...told, ...(neverArrived.test(code) && { untouched: true }) };
};

/** A host with several addresses fails with an error for each. */
const codeOf = (error: Error): string | undefined => {
  if ("code" in error && typeof error.code === "string") return error.code;
  const [first] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [error.cause];
  return first instanceof Error && first !== error ? codeOf(first) : undefined;
};

/** How undici tells that a proxy wants to know who we are depends on the kind of proxy. */
const proxyLogin = "PROXY_LOGIN";

const neverArrived = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

interface Known {
  readonly pattern: RegExp;
  readonly tell: (address: string, code: string, words: string) => Failure;
}

/** The first that fits. */
const known: readonly Known[] = [
  {
    pattern: /^ECONNREFUSED$/,
    tell: (address) =>
      failure("unreachable", `nothing listens at \`${address}\``, "check that the MLflow server runs there: `mlflow server`"),
  },
  {
    pattern: /^(ENOTFOUND|EAI_AGAIN)$/,
    tell: (address) => failure("unreachable", `the host of \`${address}\` has no address`, "check the server's name and the network"),
  },
  {
    pattern: /^PROXY_LOGIN$/,
    tell: (address) =>
      failure(
        "refused",
        `the proxy on the way to \`${address}\` answered 407: it asks for a login`,
        "write it into `HTTPS_PROXY` or `HTTP_PROXY`: `http://user:password@host:port`",
      ),
  },
  {
    pattern: /CERT|SELF_SIGNED|ISSUER|VERIFY|ERR_TLS/,
    tell: (address, code) =>
      failure(
        "refused",
        `the certificate of \`${address}\` cannot be trusted: ${code}`,
        "name the file with your authority's certificate in `MLFLOW_TRACKING_SERVER_CERT_PATH`",
      ),
  },
  {
    pattern: /^(ERR_SSL|EPROTO)/,
    tell: (address, code) =>
      failure(
        "refused",
        `\`${address}\` speaks no TLS that we know: ${code}`,
        "check whether the address begins with `http://` or `https://`",
      ),
  },
  {
    pattern: /^UND_ERR_RES_EXCEEDED_MAX_SIZE$/,
    tell: (address) => failure("malformed", `the answer of \`${address}\` is larger than any of MLflow's`, "check the server's address"),
  },
  {
    pattern: /^UND_ERR_ABORTED$/,
    tell: (address, _code, words) =>
      failure(
        "unreachable",
        `the proxy on the way to \`${address}\` did not let us through: ${words}`,
        "check `HTTPS_PROXY` and `NO_PROXY`",
      ),
  },
  {
    pattern: /^UND_ERR_INVALID_ARG$/,
    tell: (address) =>
      failure(
        "refused",
        `a header for \`${address}\` cannot be sent`,
        "look for a line end in the token, or for odd characters in the workspace's name",
      ),
  },
  {
    pattern: /^(UND_ERR_|E[A-Z]+$|HPE_)/,
    tell: (address, code) =>
      failure(
        "unreachable",
        `the connection to \`${address}\` broke off: ${code}`,
        "try again, and check the network, proxies and the server's log",
      ),
  },
];

import { readFile } from "node:fs/promises";
import { EnvHttpProxyAgent, type Dispatcher } from "undici";
import { failure, success, type Result } from "@muster/core";
import type { MlflowConnection } from "./connection.js";

/** The largest answer that is read, in bytes: a page of a thousand versions with long tags is far below. */
const largestAnswer = 64 * 1024 * 1024;
/** Requests to one origin that are under way together. */
export const connectionsPerOrigin = 8;

/** What requests to addresses of this protocol go through: TLS as told, and the proxy of the protocol. */
export const openDispatcher = async (
  { tls = {}, proxies = {} }: MlflowConnection,
  protocol: "http:" | "https:",
): Promise<Result<Dispatcher>> => {
  const ca = await readCertificates("the server's authorities", tls.serverCertPath);
  if (!ca.ok) return ca;
  const own = await readCertificates("our own certificate", tls.clientCertPath);
  if (!own.ok) return own;
  const checks = { ...(ca.value !== undefined && { ca: ca.value }), rejectUnauthorized: tls.insecure !== true };
  const secure = { ...checks, ...(own.value !== undefined && { cert: own.value, key: own.value }) };
  const proxy = (protocol === "https:" ? proxies.https : proxies.http) ?? "";
  if (proxy !== "" && !/^https?:/.test(URL.canParse(proxy) ? new URL(proxy).protocol : "")) {
    return failure("refused", `the address of the proxy for \`${protocol}\` is none`, "write it as `http://host:port`");
  }
  return success(
    new EnvHttpProxyAgent({
      httpProxy: proxy,
      httpsProxy: proxy,
      noProxy: proxies.except ?? "",
      proxyTunnel: protocol === "https:",
      connect: secure,
      requestTls: secure,
      proxyTls: checks,
      connections: connectionsPerOrigin,
      maxResponseSize: largestAnswer,
      headersTimeout: 0, // the time-out is on the whole answer
      bodyTimeout: 0,
    }),
  );
};

const readCertificates = async (what: string, path: string | undefined): Promise<Result<string | undefined>> => {
  if (path === undefined) return success(undefined);
  try {
    return success(await readFile(path, "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return failure("refused", `\`${path}\` with ${what} cannot be read: ${code}`, "name a PEM file that is there");
  }
};

import type { Dispatcher } from "undici";
import { request } from "undici";
import { failure } from "@muster/core";
import type { Credential, MlflowConnection } from "../connection/connection.js";
import { readAnswer, type Asked } from "./answer.js";
import type { Attempt, FailedAttempt } from "./attempt.js";
import type { Call, Json } from "./call.js";
import { networkFailure } from "./network-failure.js";

const mostRedirects = 5;

/** Makes a call once. Redirects are followed to the same origin only: a credential never leaves the origin that it is for. */
export const send = async (
  connection: MlflowConnection,
  dispatcher: Dispatcher,
  timeoutSeconds: number,
  redact: (text: string) => string,
  call: Call,
): Promise<Attempt<Json>> => {
  let url = addressOf(connection, call);
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  for (let redirects = 0; ; redirects += 1) {
    const credential = connection.credentials?.find(({ origin }) => origin === url.origin);
    const asked: Asked = {
      address: `${url.origin}${url.pathname}`,
      login: credential === undefined ? (connection.withheld === true ? "withheld" : "none") : "sent",
      redact,
    };
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher,
        method: call.method,
        headers: headersOf(connection, credential, call),
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal,
      });
      const text = await body.text();
      const location = headerOf(headers["location"]);
      if (statusCode < 300 || statusCode >= 400 || location === undefined) {
        return readAnswer(
          { status: statusCode, contentType: headerOf(headers["content-type"]) ?? "", retryAfter: headerOf(headers["retry-after"]), text },
          asked,
        );
      }
      const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
      const objection = objectionTo(target, url, call, statusCode, redirects);
      if (objection !== undefined || target === undefined) return objection ?? lost(url);
      url = target;
    } catch (error) {
      const failed = networkFailure(error, asked.address, timeoutSeconds);
      if (failed === undefined) throw error;
      return { ...failed, message: redact(failed.message) };
    }
  }
};

const addressOf = (connection: MlflowConnection, { at, path, query = {} }: Call): URL => {
  const url = new URL(`${at === "registry" ? connection.registryUri : connection.trackingUri}/api/2.0/mlflow/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
};

const headersOf = ({ workspace }: MlflowConnection, credential: Credential | undefined, { body }: Call): Record<string, string> => ({
  accept: "application/json",
  ...(body !== undefined && { "content-type": "application/json" }),
  ...(credential !== undefined && { authorization: authorizationOf(credential) }),
  ...(workspace !== undefined && { "x-mlflow-workspace": workspace }),
});

const authorizationOf = (credential: Credential): string =>
  "token" in credential
    ? `Bearer ${credential.token}`
    : `Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString("base64")}`;

const headerOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Why a redirect is not followed. */
const objectionTo = (
  target: URL | undefined,
  from: URL,
  { method }: Call,
  status: number,
  redirects: number,
): FailedAttempt | undefined => {
  if (target === undefined) return lost(from);
  if (target.origin !== from.origin) {
    return failure(
      "refused",
      `\`${from.origin}\` sends us on to another address, \`${target.origin}\`, which was not followed`,
      "if MLflow is there, name that address; if it is a login page, log in with a token in `MLFLOW_TRACKING_TOKEN`",
    );
  }
  if (redirects >= mostRedirects) return failure("refused", `\`${from.origin}\` sends us in circles`, "check the proxies before MLflow");
  // what is written would silently become a read
  if (method !== "GET" && status !== 307 && status !== 308)
    return failure(
      "refused",
      `\`${from.origin}\` sends a change on to \`${target.pathname}\`, which was not followed`,
      "name the address that it is sent on to",
    );
  return undefined;
};

const lost = (from: URL): FailedAttempt =>
  failure("refused", `\`${from.origin}\` sends us on to no address`, "check the proxies before MLflow");

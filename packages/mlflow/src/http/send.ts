import type { Dispatcher } from "undici";
import { request } from "undici";
import { failure, withoutSecrets } from "@muster/core";
import type { Credential, MlflowConnection } from "../connection/connection.js";
import { readAnswer, tokenVariable, type Asked } from "./answer.js";
import type { Attempt, FailedAttempt } from "./attempt.js";
import type { Call, Json } from "./call.js";
import { networkFailure } from "./network-failure.js";
import { redactor } from "./redact.js";

const mostRedirects = 5;

export interface Sending {
  /** With the credentials of this moment. */
  connectionNow(): Promise<MlflowConnection>;
  readonly dispatcher: Dispatcher;
  readonly timeoutSeconds: number;
  readonly loginCommand: string | undefined;
}

/** Makes a call once. Redirects are followed to the same origin only: a credential never leaves the origin that it is for. */
export const send = async (sending: Sending, call: Call): Promise<Attempt<Json>> => {
  const { connectionNow, dispatcher, timeoutSeconds, loginCommand } = sending;
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  let target: URL | undefined;
  for (let redirects = 0; ; redirects += 1) {
    const connection = await connectionNow();
    const url = target ?? addressOf(connection, call);
    const credential = connection.credentials?.find(({ origin }) => origin === url.origin);
    const redact = redactor(connection);
    const asked: Asked = {
      address: withoutSecrets(`${url.origin}${url.pathname}`),
      login: loginOf(connection, credential),
      loginCommand,
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
      target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
      if (target === undefined) return lost(url);
      const objection = objectionTo(target, url, call, statusCode, redirects, loginCommand);
      if (objection !== undefined) return objection;
    } catch (error) {
      const failed = networkFailure(error, asked.address, timeoutSeconds);
      if (failed === undefined) throw error;
      return { ...failed, message: redact(failed.message) };
    }
  }
};

const loginOf = ({ withheld }: MlflowConnection, credential: Credential | undefined): Asked["login"] => {
  if (credential === undefined) return withheld === true ? "withheld" : "none";
  return "token" in credential ? "token" : "password";
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
  target: URL,
  from: URL,
  { method }: Call,
  status: number,
  redirects: number,
  loginCommand: string | undefined,
): FailedAttempt | undefined => {
  if (target.origin !== from.origin) {
    return failure(
      "refused",
      `\`${from.origin}\` sends us on to another address, \`${target.origin}\`, which was not followed`,
      `if MLflow is there, name that address; if it is a login page, log in with a token in ${loginCommand ?? tokenVariable}`,
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

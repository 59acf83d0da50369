import { failure, success, type Failure } from "@muster/core";
import type { Attempt, FailedAttempt } from "./attempt.js";
import type { Json } from "./call.js";

/** What a server sent. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** How the request was made that was answered. */
export interface Asked {
  /** Without query. */
  readonly address: string;
  readonly login: "token" | "password" | "none" | "withheld";
  /** Where one logs in; undefined: by the environment's variables. */
  readonly loginCommand: string | undefined;
  readonly redact: (text: string) => string;
}

/** The JSON object of an answer, or what the answer amounts to: MLflow's own `error_code` first, then the status. */
export const readAnswer = (answer: Answer, asked: Asked): Attempt<Json> => {
  const json = objectIn(answer.text);
  const retryAfter = secondsOf(answer.retryAfter);
  const failed = answer.status === 200 ? (json === undefined ? noJson(answer, asked) : undefined) : refusal(answer, json, asked);
  if (failed === undefined) return success(json ?? {});
  if (failed.reason !== "unreachable") return failed;
  return { ...failed, ...(retryAfter !== undefined && { retryAfter }), ...(answer.status === 429 && { untouched: true }) };
};

const objectIn = (text: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const isPage = ({ contentType, text }: Answer): boolean => /html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(text);

const noJson = (answer: Answer, { address, loginCommand = tokenVariable }: Asked): Failure => {
  if (isPage(answer)) {
    return failure(
      "refused",
      `\`${address}\` answered with a web page, not with JSON: a login page or a proxy stands before MLflow`,
      `log in the way your organisation asks for, mostly with a token in ${loginCommand}, or check the address`,
    );
  }
  return failure("unreachable", `the answer of \`${address}\` is cut off or no JSON`, "try again, and check the proxies on the way");
};

const retryable = new Set([
  "TEMPORARILY_UNAVAILABLE",
  "REQUEST_LIMIT_EXCEEDED",
  "RESOURCE_EXHAUSTED",
  "DEADLINE_EXCEEDED",
  "INTERNAL_ERROR",
]);

const refusal = (answer: Answer, json: Json | undefined, asked: Asked): FailedAttempt => {
  const { status } = answer;
  const code = typeof json?.["error_code"] === "string" ? json["error_code"] : undefined;
  const words = saidBy(answer, json, asked);
  const says = `\`${asked.address}\` answered ${status}${words === "" ? "" : `: ${words}`}`;
  if (code === "RESOURCE_DOES_NOT_EXIST") return failure("absent", words);
  if (code === "UNAUTHENTICATED" || status === 401) return failure("refused", says, loginHelp(asked));
  if (code === "PERMISSION_DENIED" || status === 403) {
    return failure(
      "refused",
      says,
      "ask for the permission on this model, or check who is logged in; a `Host` that is not allowed is the server's `--allowed-hosts`",
    );
  }
  if (code === undefined ? status >= 500 || status === 408 || status === 429 : retryable.has(code)) {
    return failure("unreachable", says, "try again, and look at the server's log");
  }
  if (code === undefined || code === "ENDPOINT_NOT_FOUND") {
    return failure("malformed", `${says}; there is no MLflow API at this address`, "check the server's address and its path prefix");
  }
  return failure("refused", says);
};

export const tokenVariable = "`MLFLOW_TRACKING_TOKEN`";

/** What to do about a 401. */
const loginHelp = ({ login, loginCommand }: Asked): string => {
  const anew = loginCommand === undefined ? "" : `; log in anew with ${loginCommand}`;
  switch (login) {
    case "token":
      return `check the token: the server does not take it${anew}`;
    case "password":
      return `check the user name and the password: the server does not take them${anew}`;
    case "none":
      return loginCommand === undefined
        ? `set ${tokenVariable}, or \`MLFLOW_TRACKING_USERNAME\` and \`MLFLOW_TRACKING_PASSWORD\`, and \`MLFLOW_TRACKING_URI\` to the address that they are for`
        : `log in with ${loginCommand}`;
    case "withheld":
      return `a credential is set, but for another address, so it was not sent: ${
        loginCommand === undefined ? "set `MLFLOW_TRACKING_URI` to this address if it is meant for it" : `log in with ${loginCommand}`
      }`;
  }
};

const longestQuote = 300;

/** The server's own words: an error's message, or the text of an answer that is none of MLflow's. */
const saidBy = (answer: Answer, json: Json | undefined, { redact }: Asked): string => {
  const message = json?.["message"];
  const words = redact(typeof message === "string" ? message : isPage(answer) ? pageText(answer.text) : answer.text);
  return words.length > longestQuote ? `${words.slice(0, longestQuote)}…` : words;
};

const pageText = (html: string): string => html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");

/** `Retry-After` in seconds: it is a number or a date. */
const secondsOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
};

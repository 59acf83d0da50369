import pLimit from "p-limit";
import type { Dispatcher } from "undici";
import { failure, success, type Result } from "@muster/core";
import { defaultPatience, type MlflowConnection, type Patience } from "../connection/connection.js";
import { connectionsPerOrigin, openDispatcher } from "../connection/dispatcher.js";
import { withKeptCredentials, type KeptLogins } from "../connection/kept-credentials.js";
import type { Attempt } from "./attempt.js";
import type { Call, Json } from "./call.js";
import { send } from "./send.js";

/** Takes what is needed out of an answer; undefined: that is not what MLflow answers. */
export type Reader<T> = (answer: Json) => T | undefined;

export interface MlflowServer {
  readonly patience: Patience;
  /** Asks once. */
  ask<T>(call: Call, read: Reader<T>): Promise<Attempt<T>>;
}

/** `connection` has no credential that is kept: it is looked up when a request is sent. */
export const mlflowServer = (connection: MlflowConnection, { credentialFor, loginCommand }: KeptLogins = {}): MlflowServer => {
  const patience = { ...defaultPatience, ...connection.patience };
  const connectionNow = (): Promise<MlflowConnection> =>
    credentialFor === undefined ? Promise.resolve(connection) : withKeptCredentials(connection, credentialFor);
  // A request that waits for its turn has no credential yet: it may be forgotten meanwhile.
  const inTurn = pLimit(connectionsPerOrigin);
  const dispatchers = new Map<string, Promise<Result<Dispatcher>>>();
  const dispatcherFor = ({ at }: Call): Promise<Result<Dispatcher>> => {
    const protocol = (at === "registry" ? connection.registryUri : connection.trackingUri).startsWith("https:") ? "https:" : "http:";
    const opened = dispatchers.get(protocol) ?? openDispatcher(connection, protocol);
    dispatchers.set(protocol, opened);
    return opened;
  };
  return {
    patience,
    ask: async (call, read) => {
      const dispatcher = await dispatcherFor(call);
      if (!dispatcher.ok) return dispatcher;
      const answered = await inTurn(() =>
        send({ connectionNow, dispatcher: dispatcher.value, timeoutSeconds: patience.timeoutSeconds, loginCommand }, call),
      );
      if (!answered.ok) return answered;
      const value = read(answered.value);
      return value === undefined
        ? failure(
            "malformed",
            `the answer to \`${call.path}\` is not what MLflow answers`,
            "check that the address is an MLflow server's, 2.3 or newer",
          )
        : success(value);
    },
  };
};

import { CodeLensRefreshRequest, InlayHintRefreshRequest, type Connection } from "vscode-languageserver";
import type { Host } from "./host.js";
import { factsNotification } from "./protocol.js";
import type { Publisher } from "./publisher.js";
import type { Session } from "./session.js";

/** Has everything that shows facts of the registry looked at again when those have changed. */
export const followFacts = (connection: Connection, host: Host, { client, pushed, fail }: Session, publisher: Publisher): void => {
  const changed = (): void => {
    publisher.allChanged();
    if (client().refreshesHints) connection.sendRequest(InlayHintRefreshRequest.type).catch(fail);
    if (client().refreshesLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(fail);
  };
  host.onFactsChanged?.(changed);
  connection.onNotification(factsNotification, ({ policies }) => {
    pushed.take(policies);
    changed();
  });
};

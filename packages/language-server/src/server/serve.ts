import { DidChangeConfigurationNotification, TextDocuments, type Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { documentKindOf } from "../documents/document-kind.js";
import { announcerOf } from "./announcer.js";
import { capabilities } from "./capabilities.js";
import { clientOf } from "./client.js";
import { followFacts } from "./follow-facts.js";
import { followWorkspace } from "./follow-workspace.js";
import type { Host } from "./host.js";
import type { Settings } from "./protocol.js";
import { publisherOf, type Publish } from "./publisher.js";
import { answerRequests } from "./requests.js";
import { sessionOf } from "./session.js";

/** Serves the language service on a connection until that closes. */
export const serve = (connection: Connection, host: Host): void => {
  const session = sessionOf(connection, host);
  const { library, context, client, fail } = session;
  const publish: Publish = (params) => connection.sendDiagnostics(params);
  const publisher = publisherOf(library, { publish, context, settled: announcerOf(connection, session), fail });
  const workspace = followWorkspace(connection, session, publisher);
  followFacts(connection, host, session, publisher);
  answerRequests(connection, library, context);

  const readSettings = async (): Promise<void> => {
    if (!client().configuration) return;
    // `null` where the client has no such section.
    const settings = (await connection.workspace.getConfiguration("muster")) as Settings | null;
    session.setSettings(settings ?? {});
    publisher.allChanged();
  };

  connection.onInitialize((params) => {
    session.meet(clientOf(params));
    return { capabilities, serverInfo: { name: "muster" } };
  });
  connection.onInitialized(() => {
    workspace.begin();
    readSettings().catch(fail);
    if (client().tellsSettings) connection.client.register(DidChangeConfigurationNotification.type, { section: "muster" }).catch(fail);
  });
  connection.onDidChangeConfiguration(() => void readSettings().catch(fail));

  const texts = new TextDocuments(TextDocument);
  texts.onDidChangeContent(({ document }) => {
    if (!isOurs(document)) return;
    library.edit(document);
    publisher.changed(document.uri);
  });
  texts.onDidClose(({ document }) => {
    if (isOurs(document)) workspace.closed(document.uri);
  });
  texts.listen(connection);
  connection.listen();
};

/** A file by its name; or one that a person says is ours. Many editors hand over every YAML file. */
const isOurs = ({ uri, languageId }: TextDocument): boolean => languageId === "promotion" || documentKindOf(uri) !== undefined;

import { DidChangeWatchedFilesNotification, FileChangeType, type Connection } from "vscode-languageserver";
import { normalized } from "../documents/addresses.js";
import { documentKindOf } from "../documents/document-kind.js";
import type { Publisher } from "./publisher.js";
import type { Session } from "./session.js";

const ours = "**/{*promotion*,muster.config}.{yaml,yml,json}";

/** Evidence is looked at when it is opened, whatever stands beside it. */
const isKept = (uri: string): boolean => {
  const kind = documentKindOf(uri);
  return kind !== undefined && kind !== "evidence";
};

export interface Workspace {
  /** Reads its folders, once the client is ready. */
  begin(): void;
  /** An editor has closed a file: what is on disk counts again, if the workspace has it. */
  closed(uri: string): void;
}

/** Knows the policies of the workspace's folders, whether an editor has them open or not. */
export const followWorkspace = (connection: Connection, session: Session, publisher: Publisher): Workspace => {
  const { library, client, listFiles, fail } = session;
  const folders = new Set<string>();

  const forget = (uri: string): void => {
    library.remove(uri);
    if (library.isOpen(uri)) return;
    publisher.forget(uri);
    publisher.changed(uri);
  };
  const take = (uri: string): void => {
    library
      .add(uri)
      .then(() => publisher.changed(uri))
      .catch(fail);
  };
  const readFolders = async (added: readonly string[]): Promise<void> => {
    added.forEach((folder) => folders.add(normalized(folder)));
    const files = added.length === 0 ? [] : await listFiles(added);
    await Promise.all(files.filter(isKept).map((uri) => library.add(uri)));
    await library.readAll();
    publisher.allChanged();
  };
  const leaveFolder = (folder: string): void => {
    folders.delete(normalized(folder));
    for (const { uri } of library.documents()) if (isIn(uri, folder)) forget(uri);
  };

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      if (type === FileChangeType.Deleted) forget(uri);
      else if (isKept(uri)) take(uri);
    }
  });
  return {
    begin: () => {
      readFolders(client().folders).catch(fail);
      const watchers = [{ globPattern: ours }];
      if (client().watches) connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(fail);
      if (!client().switchesFolders) return;
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        removed.forEach(({ uri }) => leaveFolder(uri));
        readFolders(added.map(({ uri }) => uri)).catch(fail);
      });
    },
    closed: (uri) => {
      library.close(uri);
      publisher.forget(uri);
      if (isKept(uri) && [...folders].some((folder) => isIn(uri, folder))) take(uri);
    },
  };
};

const isIn = (uri: string, folder: string): boolean => normalized(uri).startsWith(`${normalized(folder).replace(/\/$/, "")}/`);

import { success } from "@muster/core";
import { composerByPieces, type Compose } from "@muster/core/editor";
import { TextDocument } from "vscode-languageserver-textdocument";
import { normalized } from "../documents/addresses.js";
import type { Document, ReadFile } from "../documents/document.js";
import { openDocument } from "../documents/open-document.js";
import type { Files } from "./files.js";
import type { Host } from "./host.js";

/** Every file of ours: those that an editor has open, and those of the workspace. Each is read once for each version. */
export interface Library {
  /** The document of the latest text; undefined for a file that is not known. */
  read(uri: string): Promise<Document | undefined>;
  /** Reads what was not read yet. */
  readAll(): Promise<void>;
  /** Those that were read, in the order in which they came. */
  documents(): readonly Document[];
  /** What an editor shows counts until it is closed. */
  edit(text: TextDocument): void;
  close(uri: string): void;
  /** A file of the workspace, or one of it that has changed. */
  add(uri: string): Promise<void>;
  remove(uri: string): void;
  isOpen(uri: string): boolean;
  /** Reads those again that extend a file, at the next time that they are asked for. */
  extendersChanged(uri: string): readonly string[];
}

interface Shelf {
  readonly text: TextDocument;
  /** Knows what was read of the text before, and of what it extends. */
  readonly compose: Compose;
  reading?: Promise<Document> | undefined;
  /** Whether that has ended. */
  isRead?: boolean;
  /** Of the latest reading, until the next one has come. */
  document?: Document;
}

export const libraryOf = (files: Files, gatesFor: Host["gatesFor"]): Library => {
  const shelves = new Map<string, Shelf>();
  const open = new Set<string>();

  const readFile: ReadFile = async (uri) => {
    const shelf = open.has(uri) ? shelves.get(uri) : undefined;
    return shelf === undefined ? files.read(uri) : success(shelf.text.getText());
  };

  const readShelf = (shelf: Shelf): Promise<Document> => {
    const gates = gatesFor?.(shelf.text.uri);
    const reading = shelf.reading ?? openDocument(shelf.text, { readFile, compose: shelf.compose, ...(gates && { gates }) });
    if (shelf.reading === undefined) {
      shelf.reading = reading;
      shelf.isRead = false;
      void reading.then((document) => {
        if (shelf.reading !== reading) return;
        shelf.document = document;
        shelf.isRead = true;
      });
    }
    return reading;
  };

  const put = (key: string, text: TextDocument): void => {
    const { document, compose = composerByPieces() } = shelves.get(key) ?? {};
    shelves.set(key, { text, compose, ...(document && { document }) });
  };

  return {
    read: async (uri) => {
      const shelf = shelves.get(normalized(uri));
      return shelf && readShelf(shelf);
    },
    readAll: async () => {
      await Promise.all([...shelves.values()].map(readShelf));
    },
    documents: () => [...shelves.values()].flatMap(({ document }) => document ?? []),
    edit: (text) => {
      open.add(normalized(text.uri));
      // What the editor hands over changes under its hands; a document's text does not.
      put(normalized(text.uri), TextDocument.create(text.uri, text.languageId, text.version, text.getText()));
    },
    close: (uri) => {
      open.delete(normalized(uri));
      shelves.delete(normalized(uri));
    },
    add: async (uri) => {
      const key = normalized(uri);
      files.forget(key);
      if (open.has(key)) return;
      const read = await files.read(key);
      if (open.has(key)) return;
      if (read.ok) put(key, TextDocument.create(uri, "promotion", 0, read.value));
      else shelves.delete(key);
    },
    remove: (uri) => {
      files.forget(normalized(uri));
      if (!open.has(normalized(uri))) shelves.delete(normalized(uri));
    },
    isOpen: (uri) => open.has(normalized(uri)),
    extendersChanged: (uri) => {
      const changed = normalized(uri);
      return [...shelves].flatMap(([key, shelf]) => {
        // What is being read may have the base as it was.
        const isReading = shelf.reading !== undefined && shelf.isRead === false;
        const extended = shelf.document?.kind === "policy" && shelf.document.bases.includes(changed);
        if (key === changed || !(isReading || extended)) return [];
        shelf.reading = undefined;
        return [shelf.text.uri];
      });
    },
  };
};

import type { Diagnostic } from "vscode-languageserver-types";
import type { Context } from "../context.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Library } from "./library.js";
import { soon } from "./soon.js";

export type Publish = (published: { uri: string; diagnostics: Diagnostic[]; version?: number }) => Promise<void>;

/** Publishes diagnostics; of a text that changes faster than it is read only the latest. */
export interface Publisher {
  /** A file has changed. Others may be wrong now, or no longer: they are looked at after it. */
  changed(uri: string): void;
  /** What is known besides the texts has changed. */
  allChanged(): void;
  /** Says no more about a file. */
  forget(uri: string): void;
}

interface Surroundings {
  readonly publish: Publish;
  readonly context: () => Context;
  /** Called when every file was looked at. */
  readonly settled: () => void;
  readonly fail: (error: unknown) => void;
}

export const publisherOf = (library: Library, { publish, context, settled, fail }: Surroundings): Publisher => {
  const latest = new Map<string, number>();
  const published = new Map<string, string>();
  let changes = 0;
  let isGoingRound = false;

  const publishOne = async (uri: string, always: boolean): Promise<void> => {
    const document = await library.read(uri);
    if (document === undefined) return;
    const diagnostics = diagnose(document, context());
    const said = JSON.stringify(diagnostics);
    if (!always && said === (published.get(uri) ?? "[]")) return;
    published.set(uri, said);
    const isOpen = library.isOpen(uri);
    await publish({ uri: document.uri, diagnostics, ...(isOpen && { version: document.text.version }) });
  };

  /** One file after another, so that a keystroke in between is answered first. */
  const goRound = async (): Promise<void> => {
    if (isGoingRound) return;
    isGoingRound = true;
    try {
      for (let seen = -1; seen !== changes;) {
        seen = changes;
        for (const { uri } of library.documents()) {
          await soon();
          if (seen !== changes) break;
          await publishOne(uri, false);
        }
      }
      settled();
    } finally {
      isGoingRound = false;
    }
  };

  const changed = async (uri: string): Promise<void> => {
    const change = (changes += 1);
    latest.set(uri, change);
    await soon();
    if (latest.get(uri) !== change) return;
    await publishOne(uri, true);
    // A round that is under way may have passed them.
    if (library.extendersChanged(uri).length > 0) changes += 1;
    await goRound();
  };

  return {
    changed: (uri) => void changed(uri).catch(fail),
    allChanged: () => {
      changes += 1;
      void goRound().catch(fail);
    },
    forget: (uri) => {
      latest.delete(uri);
      published.delete(uri);
      void publish({ uri, diagnostics: [] }).catch(fail);
    },
  };
};

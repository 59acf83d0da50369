import type { Result } from "@muster/core";
import type { ReadFile } from "../documents/document.js";

/** The texts of files that no editor has open, each read once until it is said to have changed. */
export interface Files {
  readonly read: ReadFile;
  forget(uri: string): void;
}

export const filesThrough = (readFile: ReadFile): Files => {
  const texts = new Map<string, Promise<Result<string>>>();
  return {
    read: (uri) => {
      const known = texts.get(uri) ?? readFile(uri);
      texts.set(uri, known);
      return known;
    },
    forget: (uri) => void texts.delete(uri),
  };
};

/** The process in which the language server runs, so that no policy slows the extension host down. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { failure, success, type Result } from "@muster/core";
import { documentKindOf } from "@muster/language-server";
import { serve } from "@muster/language-server/server";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";

const textOf = async (uri: string): Promise<Result<string>> => {
  try {
    return success(await readFile(fileURLToPath(uri), "utf8"));
  } catch (error) {
    return codeOf(error) === "ENOENT"
      ? failure("absent", "there is no such file")
      : failure("refused", `it cannot be read: ${codeOf(error)}`);
  }
};

const skipped: ReadonlySet<string> = new Set(["node_modules", ".git"]);

const filesUnder = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesUnder(path);
      const uri = pathToFileURL(path).href;
      return entry.isFile() && documentKindOf(uri) !== undefined ? [uri] : [];
    }),
  );
  return found.flat();
};

serve(createConnection(ProposedFeatures.all), {
  readFile: textOf,
  listFiles: async (folders) => (await Promise.all(folders.map((folder) => filesUnder(fileURLToPath(folder))))).flat(),
  now: () => Date.now(),
});

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { failure, success } from "@muster/core";
import { documentKindOf } from "./documents/document-kind.js";
import type { Host } from "./server/host.js";

/** A policy is a page; this much is none. */
const maxBytes = 32 * 1_048_576;

/** Deep enough for any repository, and an end to links that lead in circles. */
const deepest = 20;

const skipped: ReadonlySet<string> = new Set(["node_modules", ".git", ".venv", "__pycache__"]);

/** The files of this machine. */
export const filesOnDisk: Required<Pick<Host, "readFile" | "listFiles">> = {
  readFile: async (uri) => {
    if (!uri.startsWith("file:")) return failure("absent", `\`${uri}\` is no file of this machine`);
    const path = fileURLToPath(uri);
    try {
      const bytes = await readFile(path);
      return bytes.length > maxBytes
        ? failure("refused", `\`${path}\` is too large`)
        : success(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch (error) {
      if (error instanceof TypeError) return failure("malformed", `\`${path}\` is no UTF-8 text`);
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") return failure("absent", `there is no file \`${path}\``);
      return failure("refused", `\`${path}\` cannot be read: ${code ?? String(error)}`);
    }
  },
  listFiles: async (folders) => {
    const found = await Promise.all(folders.filter((uri) => uri.startsWith("file:")).map((uri) => filesUnder(fileURLToPath(uri), deepest)));
    return found.flat();
  },
};

const filesUnder = async (folder: string, depth: number): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(unlessClosed);
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) || depth === 0 ? [] : filesUnder(path, depth - 1);
      const uri = pathToFileURL(path).href;
      return entry.isFile() && documentKindOf(uri) !== undefined ? [uri] : [];
    }),
  );
  return found.flat();
};

/** A folder that we may not look into holds nothing that we could read; nor does one that is gone meanwhile. */
const unlessClosed = (error: NodeJS.ErrnoException): [] => {
  if (["EACCES", "EPERM", "ENOENT", "ENOTDIR"].includes(error.code ?? "")) return [];
  throw error;
};

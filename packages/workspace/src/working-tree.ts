import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { failure, success, type Failure } from "@muster/core";
import type { Files } from "./files.js";

/** What holds other people's files, or git's own. */
const skipped: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** The files as they lie on disk under `root`. */
export const workingTree = (root: string): Files => ({
  list: async () => {
    try {
      return success(await filesUnder(root, ""));
    } catch (error) {
      return fileFailure(root, error);
    }
  },
  read: (file) => readText(join(root, file), file),
});

/** The text of a file, told by the name that the user knows. */
export const readText = async (path: string, name: string) => {
  try {
    return success(await readFile(path, "utf8"));
  } catch (error) {
    return fileFailure(name, error);
  }
};

const filesUnder = async (root: string, folder: string): Promise<readonly string[]> => {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && !skipped.has(entry.name)) files.push(...(await filesUnder(root, path)));
  }
  return files.sort();
};

const fileFailure = (name: string, error: unknown): Failure => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === "ENOENT") return failure("absent", `there is no file \`${name}\``);
  return failure("refused", `\`${name}\` cannot be read: ${message}`);
};

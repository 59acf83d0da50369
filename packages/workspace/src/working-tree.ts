import { createReadStream } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { failure, success, suggest, type Failure, type Result } from "@muster/core";
import type { Files } from "./files.js";
import { repositoryAround } from "./find-config.js";
import { readStream } from "./read-stream.js";

/** What holds other people's files, or git's own. */
const skipped: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** The files as they lie on disk under `root`. */
export const workingTree = (root: string): Files => ({
  list: async () => {
    try {
      return success(await filesUnder(root, ""));
    } catch (error) {
      return fileFailure(root, root, error);
    }
  },
  read: async (file, namedIn) => {
    const outside = namedIn === undefined ? undefined : await reachesOut(join(root, namedIn), join(root, file));
    if (outside === true)
      return failure(
        "refused",
        `\`${file}\` lies outside of the repository`,
        "keep what a policy extends in the repository that it lies in",
      );
    return readText(join(root, file), file);
  },
});

/** Whether a file lies outside of the repository of another one, links followed: a policy that somebody sends must not show what else there is on a machine. */
const reachesOut = async (from: string, file: string): Promise<boolean> => {
  const top = repositoryAround(await realPath(dirname(from)));
  if (top === undefined) return false;
  const path = relative(top, await realPath(file));
  return path.startsWith("..") || isAbsolute(path);
};

/** With links followed; a path where nothing is stays as it is. */
const realPath = (path: string): Promise<string> => realpath(path).catch(() => path);

/** The text of a file, told by the name that the user knows. */
export const readText = async (path: string, name: string): Promise<Result<string>> => {
  try {
    return await readStream(createReadStream(path), name);
  } catch (error) {
    return fileFailure(path, name, error);
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

const fileFailure = async (path: string, name: string, error: unknown): Promise<Failure> => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === "ENOENT" || code === "ENOTDIR") {
    const meant = suggest(basename(path), await readdir(dirname(path)).catch(() => []));
    const help = meant === undefined ? "correct its name or its folder" : `did you mean \`${withoutBase(name)}${meant}\`?`;
    return failure("absent", `there is no file \`${name}\``, help);
  }
  if (code === "EISDIR") return failure("absent", `\`${name}\` is a folder, not a file`, "name a file in it");
  return failure("refused", `\`${name}\` cannot be read: ${message}`);
};

const withoutBase = (name: string): string => name.slice(0, name.length - basename(name).length);

import { posix } from "node:path";
import { success } from "@muster/core";
import type { GitSource } from "@muster/git";
import type { Files } from "./files.js";

/** The files that a commit has under `folder`, a path in its repository; empty for the repository's root. */
export const filesAtCommit = (source: GitSource, commit: string, folder: string): Files & { readonly commit: string } => {
  const prefix = folder === "" ? "" : `${folder}/`;
  return {
    commit,
    list: async () => {
      const paths = await source.list(commit);
      return paths.ok ? success(paths.value.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))) : paths;
    },
    read: (file) => source.read(commit, posix.join(folder, file)),
  };
};

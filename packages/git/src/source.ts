import { stat } from "node:fs/promises";
import { join } from "node:path";
import { failure, success, type Result } from "@muster/core";
import { git, gitText, type Repository } from "./git.js";
import { readIdentity, type Identity } from "./identity.js";
import { isAncestor, isPlainPath, listTree, readFiles, resolveCommit } from "./objects.js";
import { checkRemote, fetchRefs } from "./remote.js";
import { decodeText } from "./text.js";

/** What a repository says of itself: its files at a commit, and who works in it. Paths are relative to the root, with `/`. */
export interface GitSource {
  /** The work tree's root. `absent`: no repository, or a bare one. */
  root(): Promise<Result<string>>;
  /** The commit that a revision names: `HEAD`, `origin/main`, an id. */
  resolve(revision: string): Promise<Result<string>>;
  /** A file's text at a commit. `absent`: no such file. `malformed`: it is no UTF-8 text. */
  read(commit: string, path: string): Promise<Result<string>>;
  /** The paths of all plain files at a commit. */
  list(commit: string): Promise<Result<readonly string[]>>;
  /** Those of the paths whose file in the work tree is not what the commit has. A file that only one of them has differs. */
  differing(commit: string, paths: readonly string[]): Promise<Result<readonly string[]>>;
  /** Whether a commit is the other one or came before it. */
  isAncestor(ancestor: string, descendant: string): Promise<Result<boolean>>;
  /** Fetches a commit, with what came before it, from a configured remote. A shallow repository stays as it is: `refused`. */
  fetch(remote: string, commit: string): Promise<Result<null>>;
  /** `absent`: git does not know who works here. */
  identity(): Promise<Result<Identity>>;
}

export const gitSource = (repository: Repository): GitSource => {
  const root = () => gitText(repository, ["rev-parse", "--show-toplevel"]);
  return {
    root,
    resolve: async (revision) => {
      const commit = await resolveCommit(repository, revision);
      if (!commit.ok) return commit;
      return commit.value === null ? noCommit(revision) : success(commit.value);
    },
    read: async (commit, path) => {
      const files = await readFiles(repository, commit, [path]);
      if (!files.ok) return files;
      const [bytes = null] = files.value;
      return bytes === null ? failure("absent", `commit ${commit.slice(0, 7)} has no file \`${path}\``) : decodeText(bytes, path);
    },
    list: async (commit) => {
      const entries = await listTree(repository, commit, "all levels");
      return entries.ok ? success(entries.value.filter(({ mode }) => mode.startsWith("100")).map(({ path }) => path)) : entries;
    },
    differing: async (commit, paths) => {
      const directory = await root();
      if (!directory.ok) return directory;
      const committed = await listTree(repository, commit, "all levels");
      if (!committed.ok) return committed;
      const present = (await Promise.all(paths.map(async (path) => ((await isFile(directory.value, path)) ? [path] : [])))).flat();
      const hashed = await hashFiles({ ...repository, directory: directory.value }, present);
      if (!hashed.ok) return hashed;
      const atCommit = new Map(committed.value.map(({ path, oid }) => [path, oid]));
      const inWorkTree = new Map(present.map((path, index) => [path, hashed.value[index]]));
      return success(paths.filter((path) => atCommit.get(path) !== inWorkTree.get(path)));
    },
    isAncestor: (ancestor, descendant) => isAncestor(repository, ancestor, descendant),
    fetch: async (remote, commit) => {
      const [configured, shallow] = [
        await checkRemote(repository, remote),
        await gitText(repository, ["rev-parse", "--is-shallow-repository"]),
      ];
      if (!configured.ok) return configured;
      if (!shallow.ok) return shallow;
      return shallow.value === "true" ? failure("refused", "the repository is shallow") : fetchRefs(repository, remote, commit);
    },
    identity: () => readIdentity(repository),
  };
};

const noCommit = (revision: string): Result<never> =>
  failure("absent", `no commit is called \`${revision}\``, "is it fetched, and is there a commit yet? `git log --oneline --all`");

const isFile = (directory: string, path: string): Promise<boolean> =>
  stat(join(directory, path)).then(
    (found) => isPlainPath(path) && found.isFile(),
    () => false, // a file that cannot be looked at differs
  );

/** The ids that files of the work tree would have if they were committed, line ends and other filters applied. */
const hashFiles = async (repository: Repository, paths: readonly string[]): Promise<Result<readonly string[]>> => {
  if (paths.length === 0) return success([]);
  const hashed = await git(repository, ["hash-object", "--stdin-paths"], { stdin: paths.map((path) => `${path}\n`).join("") });
  return hashed.ok ? success(hashed.value.stdout.toString("utf8").trim().split("\n")) : hashed;
};

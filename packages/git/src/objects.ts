import { setTimeout as sleep } from "node:timers/promises";
import { failure, success, type Result } from "@muster/core";
import { git, gitText, type Repository } from "./git.js";
import { lockFailure } from "./git-failures.js";

export interface GitObject {
  readonly oid: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly oid: string;
  readonly path: string;
}

/** Objects by name (an id, `<commit>:<path>`; no line end in it), in the order of the names; null for one that is not there. One git process for all. */
export const readObjects = async (repository: Repository, names: readonly string[]): Promise<Result<readonly (GitObject | null)[]>> => {
  if (names.length === 0) return success([]);
  const answer = await git(repository, ["cat-file", "--batch", "--buffer"], { stdin: names.map((name) => `${name}\n`).join("") });
  return answer.ok ? parseBatch(names, answer.value.stdout) : answer;
};

/** Files at a commit, in the order of the paths; null for one that is not there. Paths are relative to the root. */
export const readFiles = async (
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<Result<readonly (Buffer | null)[]>> => {
  const unfit = paths.find((path) => !isPlainPath(path));
  if (unfit !== undefined) {
    const help = "write it relative to the root, with `/`, without `.` and `..`";
    return failure("refused", `\`${unfit}\` is no path inside the repository`, help);
  }
  const objects = await readObjects(
    repository,
    paths.map((path) => `${commit}:${path}`),
  );
  return objects.ok ? success(objects.value.map((object) => (object?.type === "blob" ? object.bytes : null))) : objects;
};

export const isPlainPath = (path: string): boolean =>
  !/[\0\n\r]/.test(path) && path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");

const parseBatch = (names: readonly string[], output: Buffer): Result<readonly (GitObject | null)[]> => {
  const objects: (GitObject | null)[] = [];
  let position = 0;
  for (const name of names) {
    const end = output.indexOf(10, position);
    const header = output.toString("utf8", position, end);
    const [, oid, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(header) ?? [];
    if (end < 0 || (oid === undefined && !/ (missing|ambiguous)$/.test(header)))
      return failure("malformed", `git told nothing of \`${name}\``);
    position = end + 1;
    if (oid === undefined || type === undefined) {
      objects.push(null);
      continue;
    }
    const bytes = output.subarray(position, position + Number(size));
    if (bytes.length !== Number(size)) return failure("malformed", `git gave only a part of \`${name}\``);
    objects.push({ oid, type, bytes });
    position += bytes.length + 1;
  }
  return success(objects);
};

/** The entries of a tree, those of all trees below it, or the one at a path. */
export const listTree = async (
  repository: Repository,
  tree: string,
  which: "one level" | "all levels" | { readonly path: string },
): Promise<Result<readonly TreeEntry[]>> => {
  const recursion = which === "all levels" ? ["-r"] : [];
  const path = typeof which === "object" ? [which.path] : [];
  const answer = await git(repository, ["ls-tree", "-z", "--full-tree", ...recursion, "--end-of-options", tree, ...path]);
  if (!answer.ok) return answer;
  const lines = answer.value.stdout.toString("utf8").split("\0").slice(0, -1);
  return success(
    lines.map((line) => {
      const [mode = "", type = "", oid = ""] = line.split(/[ \t]/, 3);
      return { mode, type, oid, path: line.slice(line.indexOf("\t") + 1) };
    }),
  );
};

/** The commit that a revision names; null where there is none. */
export const resolveCommit = async (repository: Repository, revision: string): Promise<Result<string | null>> => {
  const answer = await git(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], { answers: [1] });
  if (!answer.ok) return answer;
  return success(answer.value.exitCode === 0 ? answer.value.stdout.toString("utf8").trim() : null);
};

export const isAncestor = async (repository: Repository, ancestor: string, descendant: string): Promise<Result<boolean>> => {
  const answer = await git(repository, ["merge-base", "--is-ancestor", "--end-of-options", ancestor, descendant], { answers: [1] });
  return answer.ok ? success(answer.value.exitCode === 0) : answer;
};

/** The files that a commit which leads from `since` (null: from the beginning) to `commit` changed or removed, each once. */
export const rewrittenFiles = async (repository: Repository, since: string | null, commit: string): Promise<Result<readonly string[]>> => {
  const shown = ["--format=", "--name-only", "-z", "--no-renames", "--no-ext-diff", "-m", "--diff-filter=a"];
  const range = since === null ? [commit] : [commit, `^${since}`];
  const answer = await gitText(repository, ["log", ...shown, "--end-of-options", ...range]);
  return answer.ok ? success([...new Set(answer.value.split("\0").map((path) => path.trim()))].filter((path) => path !== "")) : answer;
};

export const writeBlob = (repository: Repository, text: string): Promise<Result<string>> =>
  gitText(repository, ["hash-object", "-w", "--stdin"], { stdin: text });

/** A tree with blobs added at paths, on top of `tree`; its other entries stay. */
export const writeTree = async (
  repository: Repository,
  tree: string | null,
  blobs: ReadonlyMap<string, string>,
): Promise<Result<string>> => {
  const before = tree === null ? success([]) : await listTree(repository, tree, "one level");
  if (!before.ok) return before;
  const entries = new Map(before.value.map(({ path, mode, type, oid }) => [path, { mode, type, oid }]));
  const below = new Map<string, Map<string, string>>();
  for (const [path, oid] of blobs) {
    const slash = path.indexOf("/");
    const name = path.slice(0, slash < 0 ? undefined : slash);
    if (slash < 0) entries.set(name, { mode: "100644", type: "blob", oid });
    else below.set(name, (below.get(name) ?? new Map<string, string>()).set(path.slice(slash + 1), oid));
  }
  for (const [name, inner] of below) {
    const subtree = await writeTree(repository, entries.get(name)?.oid ?? null, inner);
    if (!subtree.ok) return subtree;
    entries.set(name, { mode: "040000", type: "tree", oid: subtree.value });
  }
  const stdin = [...entries].map(([name, { mode, type, oid }]) => `${mode} ${type} ${oid}\t${name}\0`).join("");
  return gitText(repository, ["mktree", "-z"], { stdin });
};

const raced = /but expected|already exists|unable to resolve reference/i;

export interface RefUpdate {
  readonly ref: string;
  readonly oid: string;
  /** What the ref must name now; null: it must not be there. Left out: whatever it is. */
  readonly expected?: string | null;
}

const attempts = 10;

/** Sets refs, all or none. `conflict`: one of them is not what was expected. `unreachable`: somebody keeps one of them locked. */
export const updateRefs = async (repository: Repository, updates: readonly RefUpdate[]): Promise<Result<null>> => {
  const lines = updates.map(({ ref, oid, expected }) =>
    expected === null ? `create ${ref}\0${oid}\0` : `update ${ref}\0${oid}\0${expected ?? ""}\0`,
  );
  for (let attempt = 1; ; attempt += 1) {
    const answer = await git(repository, ["update-ref", "-z", "--stdin"], { stdin: lines.join("") });
    if (answer.ok) return success(null);
    if (raced.test(answer.message)) return failure("conflict", `\`${updates[0]?.ref ?? ""}\` was changed by somebody else`);
    const locked = lockFailure(answer);
    if (locked === undefined || attempt === attempts) return locked ?? answer;
    await sleep(Math.random() * 100 * attempt);
  }
};

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "muster-git-"));
after(function () {
  this.timeout(120_000);
  rmSync(folder, { recursive: true, force: true });
});

/** Nobody's own configuration takes part: not in the tests' git, nor in the one under test. New repositories get no sample files. */
Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_TEMPLATE_DIR: join(folder, "template") });
mkdirSync(join(folder, "template/hooks"), { recursive: true });

let made = 0;
export const newFolder = (): string => {
  const directory = join(folder, String((made += 1)));
  mkdirSync(directory);
  return directory;
};

/** Runs git as a person would, and answers with what it prints. */
export const git = (directory: string, ...args: readonly string[]): string => gitWith({}, directory, ...args);

export const gitWith = (
  call: { readonly input?: string; readonly env?: NodeJS.ProcessEnv },
  directory: string,
  ...args: readonly string[]
) =>
  execFileSync("git", args, { cwd: directory, input: call.input ?? "", env: { ...process.env, ...call.env }, stdio: "pipe" })
    .toString("utf8")
    .trimEnd();

const introduce = (directory: string): string => {
  git(directory, "config", "user.name", "Erin Example");
  git(directory, "config", "user.email", "erin@example.com");
  return directory;
};

/** A repository without a commit, whose user has a name. */
export const newRepository = (): string => {
  const directory = newFolder();
  git(directory, "init", "--quiet", "--initial-branch=main");
  return introduce(directory);
};

export const newRemote = (): string => {
  const directory = newFolder();
  git(directory, "init", "--quiet", "--bare", "--initial-branch=main");
  return directory;
};

export const clone = (remote: string, ...options: readonly string[]): string => {
  const directory = newFolder();
  git(directory, "clone", "--quiet", ...options, `file://${remote}`, ".");
  return introduce(directory);
};

/** Commits files, by path, and answers with the commit. */
export const commit = (directory: string, files: Readonly<Record<string, string>>): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  git(directory, "add", "--all");
  git(directory, "commit", "--quiet", "--allow-empty", "--message", Object.keys(files).join(", ") || "nothing");
  return git(directory, "rev-parse", "HEAD");
};

/** An annotated tag, dated. */
export const tag = (directory: string, name: string, revision: string, at: string): void => {
  gitWith({ env: { GIT_COMMITTER_DATE: at } }, directory, "tag", "--annotate", "--message", name, name, revision);
};

/** Puts files on a branch, over what is there, in a commit of somebody else. Null takes a file away. */
export const writeOnBranch = (directory: string, branch: string, files: Readonly<Record<string, string | null>>): void => {
  const env = {
    GIT_INDEX_FILE: join(newFolder(), "index"),
    GIT_AUTHOR_NAME: "mallory",
    GIT_AUTHOR_EMAIL: "m@example.com",
    GIT_COMMITTER_NAME: "mallory",
    GIT_COMMITTER_EMAIL: "m@example.com",
  };
  gitWith({ env }, directory, "read-tree", branch);
  for (const [path, text] of Object.entries(files)) {
    if (text === null) {
      gitWith({ env, input: `0 ${"0".repeat(40)}\t${path}\n` }, directory, "update-index", "--index-info");
      continue;
    }
    const blob = gitWith({ input: text }, directory, "hash-object", "-w", "--stdin");
    gitWith({ env }, directory, "update-index", "--add", "--cacheinfo", `100644,${blob},${path}`);
  }
  const tree = gitWith({ env }, directory, "write-tree");
  const written = gitWith({ env }, directory, "commit-tree", tree, "-p", branch, "-m", "by hand");
  git(directory, "update-ref", `refs/heads/${branch}`, written);
};

/** A remote's hook that turns every push away. */
export const rejectPushes = (remote: string, words: string): void => {
  writeFileSync(join(remote, "hooks/pre-receive"), `#!/bin/sh\necho "${words}" >&2\nexit 1\n`, { mode: 0o755 });
};

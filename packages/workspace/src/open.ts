import { realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { readConfig, type Config, type DefinedGate, type Failure } from "@muster/core";
import { ProblemError, problem, problemOf, take } from "./problem.js";
import type { Files } from "./files.js";
import { configName, findConfigFolder } from "./find-config.js";
import { loadPlugins } from "./plugins.js";
import { workingTree } from "./working-tree.js";

/** A workspace: its files, and what its configuration says. */
export interface Workspace {
  /** The folder that its files are named from: that of the configuration, else the working directory. */
  readonly root: string;
  readonly files: Files;
  /** Absent where there is no `muster.config.yaml`. */
  readonly config?: Config;
  /** The gates of its plugins. */
  readonly gates: readonly DefinedGate[];
}

/** A workspace as a commit of its repository has it. */
export interface CommittedWorkspace extends Workspace {
  readonly files: Files & { readonly commit: string };
  readonly config: Config;
  /** What the commit is called, such as `HEAD` or `origin/main`. */
  readonly ref: string;
  /** Those of the files whose text in the working tree is another one. */
  differing(files: readonly string[]): Promise<readonly string[]>;
}

export interface OpenOptions {
  /** Default true. Without, no code of the workspace is run, and a gate of a plugin is an unknown one. */
  readonly plugins?: boolean;
}

/** The workspace around a folder as it lies on disk. */
export const openWorkspace = async (cwd: string, { plugins = true }: OpenOptions = {}): Promise<Workspace> => {
  const found = findConfigFolder(cwd);
  const root = found ?? cwd;
  const files = workingTree(root);
  if (found === undefined) return { root, files, gates: [] };
  const config = await configIn(files);
  return { root, files, config, gates: plugins ? await loadPlugins(config, root) : [] };
};

/** The workspace around a folder as a commit has it: `ref`, else the protected ref that its configuration names, else HEAD. */
export const openCommittedWorkspace = async (cwd: string, ref?: string): Promise<CommittedWorkspace> => {
  const found = findConfigFolder(cwd);
  if (found === undefined) throw noConfig(cwd);
  const [{ gitSource }, { filesAtCommit }] = await Promise.all([import("@muster/git"), import("./at-commit.js")]);
  const root = realpathSync(found);
  const source = gitSource({ directory: root });
  const folder = relative(take(await source.root()), root)
    .split(sep)
    .join("/");
  const filesAt = async (revision: string) => filesAtCommit(source, take(await source.resolve(revision)), folder);

  const first = await filesAt(ref ?? "HEAD");
  const named = ref === undefined ? (await configIn(first)).protectedRef : undefined;
  const files = named === undefined ? first : await filesAt(named);
  const config = await configIn(files);
  return {
    root,
    files,
    config,
    gates: await loadPlugins(config, root, files.commit),
    ref: ref ?? named ?? "HEAD",
    differing: async (names) => {
      const prefix = folder === "" ? "" : `${folder}/`;
      const paths = take(
        await source.differing(
          files.commit,
          names.map((name) => prefix + name),
        ),
      );
      return paths.map((path) => path.slice(prefix.length));
    },
  };
};

export const noConfig = (cwd: string): ProblemError =>
  problem("config", `there is no \`${configName}\` in \`${resolve(cwd)}\` or above it`, "write one: `muster init`");

const configIn = async (files: Files): Promise<Config> => {
  const text = await files.read(configName);
  if (!text.ok) throw files.commit === undefined ? problem("config", text.message, text.help) : uncommitted(files.commit, text);
  const { config, diagnostics } = readConfig({ file: configName, text: text.value });
  if (config !== undefined) return config;
  throw new ProblemError({
    code: "config",
    message: `\`${configName}\` cannot be used`,
    diagnostics,
    texts: new Map([[configName, text.value]]),
  });
};

const uncommitted = (commit: string, failure: Failure): ProblemError =>
  failure.reason === "absent"
    ? problem(
        "config",
        `commit ${commit.slice(0, 7)} has no \`${configName}\``,
        "commit it: what moves a model is read from a commit, not from the working tree",
      )
    : failure.reason === "malformed"
      ? problem("config", failure.message, failure.help)
      : problemOf(failure);

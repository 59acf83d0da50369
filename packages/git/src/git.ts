import { x } from "tinyexec";
import { failure, success, type Result } from "@muster/core";
import { gitFailure, startFailure, timeoutFailure } from "./git-failures.js";

/** A git repository on this machine. */
export interface Repository {
  /** A directory of the work tree, or a bare repository. */
  readonly directory: string;
  /** How long one git command may take, in milliseconds. Default: a minute. */
  readonly timeout?: number;
}

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitCall {
  readonly stdin?: string;
  /** Exit codes besides 0 that answer the question. */
  readonly answers?: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
}

const minute = 60_000;

/** Of the user's own GIT_* variables: where the configuration is and how a remote is reached. The others would send git elsewhere. */
const keptVariables =
  /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_SSL_.*)$/;

/** No hook, signing program or file watcher of the user runs for what muster does. */
const settings = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "commit.gpgSign=false", "tag.gpgSign=false"].flatMap((setting) => [
  "-c",
  setting,
]);

/** Runs git. Every argument that comes from outside was validated, or stands after `--end-of-options`. */
export const git = async (repository: Repository, args: readonly string[], call: GitCall = {}): Promise<Result<GitAnswer>> => {
  const running = start(repository, args, call);
  running.process?.stdout?.setEncoding("latin1"); // one character a byte: nothing is lost where a chunk ends inside a character
  return settle(repository, args, call, running);
};

/** Runs git and hands over what it prints piece by piece. */
export const streamGit = async (
  repository: Repository,
  args: readonly string[],
  take: (chunk: Buffer) => void,
): Promise<Result<GitAnswer>> => {
  const running = start(repository, args, {});
  for await (const chunk of running.process?.stdout ?? []) take(chunk as Buffer);
  return settle(repository, args, {}, running);
};

/** What git prints, as text without the line end. */
export const gitText = async (repository: Repository, args: readonly string[], call: GitCall = {}): Promise<Result<string>> => {
  const answer = await git(repository, args, call);
  return answer.ok ? success(answer.value.stdout.toString("utf8").trimEnd()) : answer;
};

type Running = ReturnType<typeof x>;

const start = ({ directory, timeout = minute }: Repository, args: readonly string[], { stdin = "", env = {} }: GitCall): Running => {
  const running = x("git", [...settings, ...args], {
    nodePath: false, // a workspace's node_modules/.bin must not stand in for git
    timeout,
    stdin,
    nodeOptions: { cwd: directory, env: { ...cleanEnvironment(), ...env } },
  });
  const { process: child } = running;
  child?.stdin?.on("error", () => undefined); // git left before it read everything: its exit code tells
  child?.once("error", () => [child.stdout, child.stderr].forEach((stream) => stream?.destroy())); // what git started may hold them open
  return running;
};

const settle = async (
  { timeout = minute }: Repository,
  args: readonly string[],
  { answers = [] }: GitCall,
  running: Running,
): Promise<Result<GitAnswer>> => {
  const command = args[0] ?? "";
  try {
    const { stdout, stderr, exitCode } = await running;
    const answer = { exitCode: exitCode ?? -1, stdout: Buffer.from(stdout, "latin1"), stderr };
    return exitCode === 0 || answers.includes(answer.exitCode) ? success(answer) : gitFailure(command, stderr);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "AbortError") return timeoutFailure(command, timeout);
    if ("syscall" in error) return startFailure(error.message);
    throw error;
  }
};

const cleanEnvironment = (): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    Object.keys(process.env).flatMap((name) => (/^GIT_/i.test(name) && !keptVariables.test(name) ? [[name, undefined]] : [])),
  ),
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_LITERAL_PATHSPECS: "1",
  LC_ALL: "C",
});

/** Refuses a ref's name that git would not take. */
export const checkRef = async (repository: Repository, ref: string): Promise<Result<null>> => {
  const checked = await git(repository, ["check-ref-format", ref], { answers: [1] });
  if (!checked.ok) return checked;
  return checked.value.exitCode === 0 ? success(null) : failure("refused", `\`${ref}\` is no name that git allows`);
};

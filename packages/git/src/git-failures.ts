import { failure, withoutSecrets, type Failure } from "@muster/core";

interface Known {
  readonly pattern: RegExp;
  readonly remote?: true;
  readonly tell: (line: string) => Failure;
}

const remoteCommands: readonly string[] = ["fetch", "push", "ls-remote"];

/** Told apart by what git says in the C locale; the first that fits. */
const known: readonly Known[] = [
  {
    pattern: /^fatal: not a git repository/m,
    tell: () => failure("absent", "this is not a git repository", "run it inside one, or make one: `git init`"),
  },
  {
    pattern: /must be run in a work tree/,
    tell: () => failure("absent", "this repository has no work tree", "run it in a clone that has one"),
  },
  {
    pattern: /dubious ownership/,
    tell: () =>
      failure(
        "refused",
        "git does not trust this repository: it belongs to another user",
        "see `git config --global --add safe.directory DIRECTORY`",
      ),
  },
  {
    pattern:
      /authentication failed|could not read (username|password)|permission .*denied|access denied|not authorized|returned error: 40[13]|host key verification failed/i,
    remote: true,
    tell: (line) =>
      failure(
        "refused",
        `the remote let nobody in: ${line}`,
        "check that git reaches the remote with your credentials: `git ls-remote REMOTE`",
      ),
  },
  {
    pattern: /^/,
    remote: true,
    tell: (line) =>
      failure("unreachable", `the remote could not be reached: ${line}`, "check the network and the remote's address: `git remote -v`"),
  },
  {
    pattern: /corrupt|hash mismatch|inflate|bad object|unable to (read|unpack)|could not get object info|missing (blob|tree|commit)/i,
    tell: (line) => failure("malformed", `the repository is damaged: ${line}`, "look at it with `git fsck`"),
  },
  {
    pattern: /insufficient permission|permission denied|read-only file system/i,
    tell: (line) => failure("refused", `the repository cannot be written: ${line}`, "check who may write to its `.git` folder"),
  },
  {
    pattern: /no space left|disk quota exceeded/i,
    tell: (line) => failure("unreachable", `the repository cannot be written: ${line}`, "make room on the disk, then try again"),
  },
];

/** The failure that a git command's words amount to. */
export const gitFailure = (command: string, stderr: string): Failure => {
  const line = withoutSecrets(lineThatSays(stderr));
  const isRemote = remoteCommands.includes(command);
  const found = known.find(({ pattern, remote }) => (remote === undefined || isRemote) && pattern.test(stderr));
  return found?.tell(line) ?? failure("refused", `git ${command} failed${line === "" ? "" : `: ${line}`}`);
};

export const timeoutFailure = (command: string, timeout: number): Failure =>
  failure(
    "unreachable",
    `git ${command} did not end within ${timeout / 1000} s`,
    remoteCommands.includes(command) ? "see whether the remote answers at all, then try again: `git ls-remote REMOTE`" : "try again",
  );

/** A lock lasts as long as another git writes; one that stays was left by a git that was killed. Undefined: the failure is none of a lock. */
export const lockFailure = ({ message }: Failure): Failure | undefined => {
  const file = /Unable to create '([^']+\.lock)': File exists/i.exec(message)?.[1];
  if (file === undefined) return undefined;
  return failure(
    "unreachable",
    `another git keeps the repository locked: \`${file}\` is there`,
    "try again; if no git is running here, one was killed, and the file can be removed",
  );
};

export const startFailure = (words: string): Failure =>
  failure(
    "absent",
    `git could not be started: ${withoutSecrets(words)}`,
    "check that the directory exists and that git is installed: `git --version`",
  );

/** The first line is the cause: what git adds below says only that it gave up. */
const lineThatSays = (stderr: string): string => {
  const lines = stderr.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !/^(warning|hint):/i.test(line))?.replace(/^(fatal|error|remote): /, "") ?? "";
};

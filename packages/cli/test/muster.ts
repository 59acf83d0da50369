/** Runs the real `muster` as a user would, in a process of its own. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const bin = fileURLToPath(new URL("../../bin/muster.js", import.meta.url));
export const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));

/** util-linux's script(1): runs a command on a terminal of its own. */
export const terminal = "script";

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Call {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
}

/** Nothing of the machine that the tests run on takes part: no colours that it asks for, no git configuration of its user. */
const environment: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};

export const execute = (command: string, args: readonly string[], { cwd, env = {}, stdin = "" }: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...environment, ...env } });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => (printed[stream] += text));
    child.stdin.on("error", () => undefined); // it may end without reading
    child.stdin.end(stdin);
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, ...printed });
    });
  });

/**
 * Runs muster on a terminal of 100 columns and, once `question` is on it, types the answer, again and again until it is heard:
 * the question is drawn before anybody listens. stdout is what the terminal shows.
 */
export const converse = (cwd: string, args: readonly string[], question: RegExp, answer: () => Promise<string> | string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const command = `stty cols 100 && ${[process.execPath, bin, ...args].map((arg) => `'${arg}'`).join(" ")}`;
    const child = spawn(terminal, ["-qec", command, "/dev/null"], { cwd, env: { ...environment, NO_COLOR: "1", TERM: "xterm" } });
    let stdout = "";
    let answered = false;
    let typing: NodeJS.Timeout | undefined;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (answered || !question.test(stdout)) return;
      answered = true;
      void Promise.resolve(answer()).then((text) => {
        typing = setInterval(() => child.stdin.write(text), 200);
      }, reject);
    });
    child.stdin.on("error", () => undefined);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(typing);
      resolve({ code, stdout, stderr: "" });
    });
  });

export const muster = (call: Call, ...args: readonly string[]): Promise<Answer> => execute(process.execPath, [bin, ...args], call);

export const jsonOf = <T>({ stdout }: Answer): T => JSON.parse(stdout) as T;

/** What `--format json` prints instead of a result. */
export interface PrintedProblem {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly exitCode: number;
    readonly help?: string;
    readonly diagnostics?: readonly unknown[];
  };
}

import { spawn } from "node:child_process";
import { root } from "./root.js";

export interface Execution {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  /** stdout and stderr as they came. */
  readonly output: string;
  readonly seconds: number;
}

const running = new Set<number>();

/** Ends a command with everything that it started. */
const end = (pid: number) => {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
};

process.once("SIGINT", () => {
  running.forEach(end);
  process.exit(130);
});

/** Runs a command at the root, without colours and without a terminal, and never longer than the time given. */
export const execute = (command: readonly string[], timeoutSeconds = 900): Promise<Execution> =>
  new Promise((resolve, reject) => {
    const [file = "", ...args] = command;
    const started = performance.now();
    const child = spawn(file, args, {
      cwd: root,
      detached: true,
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    let output = "";
    const timer = setTimeout(() => {
      output += `\nended after ${timeoutSeconds} s\n`;
      if (pid !== undefined) end(pid);
    }, timeoutSeconds * 1000);
    const take = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      resolve({ code, output, seconds: (performance.now() - started) / 1000 });
    });
  });

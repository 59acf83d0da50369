import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { program, scripts } from "./programs.js";

/** MLflow's own Python client, in a process of its own. */
export interface PythonClient {
  /** Runs a command of `test/mlflow/client.py`. */
  run<T>(command: string, ...args: readonly unknown[]): Promise<T>;
  /** Calls a method of `MlflowClient`. */
  call<T>(method: string, ...args: readonly unknown[]): Promise<T>;
  stop(): void;
}

/** A client with this environment, started when it is first asked. */
export const startPythonClient = (env: NodeJS.ProcessEnv): PythonClient => {
  let client: PythonClient | undefined;
  return {
    run: (command, ...args) => (client ??= begin(env)).run(command, ...args),
    call: (method, ...args) => (client ??= begin(env)).call(method, ...args),
    stop: () => client?.stop(),
  };
};

const begin = (env: NodeJS.ProcessEnv): PythonClient => {
  const child = spawn(program("python"), [join(scripts, "client.py")], { env, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (command: string, args: readonly unknown[]): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify({ command, args })}\n`);
    const line = await answers.next();
    if (line.done === true) throw new Error(`the Python client ended:\n${said}`);
    const answer = JSON.parse(line.value) as { readonly value?: unknown; readonly error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  };
  const run = <T>(command: string, ...args: readonly unknown[]): Promise<T> => {
    const answer = last.then(() => ask(command, args));
    last = answer.catch(() => undefined);
    return answer as Promise<T>;
  };
  return { run, call: (method, ...args) => run("call", method, ...args), stop: () => void child.kill() };
};

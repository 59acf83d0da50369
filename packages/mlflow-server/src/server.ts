import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cleanEnvironment, program } from "./programs.js";
import { startPythonClient, type PythonClient } from "./python-client.js";

export interface ServerOptions {
  /** Where it keeps what it makes. */
  readonly folder: string;
  /** The SQLite file. Default: `mlflow.db` in the folder. */
  readonly database?: string;
  /** More arguments of `mlflow server`. */
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

export interface MlflowServer {
  readonly uri: string;
  /** The server's SQLite file. */
  readonly database: string;
  /** MLflow's own client; started when it is first asked. */
  readonly python: PythonClient;
  stop(): void;
}

const secondsToStart = 120;

/** Starts a real MLflow server on a free port and waits until it answers. */
export const startMlflowServer = async ({ folder, database, args = [], env = {} }: ServerOptions): Promise<MlflowServer> => {
  const port = await freePort();
  const uri = `http://127.0.0.1:${port}`;
  const file = database ?? join(folder, "mlflow.db");
  const place = ["--host", "127.0.0.1", "--port", String(port), "--workers", "1"];
  const stores = ["--backend-store-uri", `sqlite:///${file}`, "--artifacts-destination", join(folder, "artifacts")];
  const child = spawn(program("mlflow"), ["server", ...place, ...stores, ...args], {
    cwd: folder,
    detached: true,
    env: { ...cleanEnvironment(), MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-20_000)));
  const python = startPythonClient({ ...cleanEnvironment(), MLFLOW_TRACKING_URI: uri });
  const stop = (): void => {
    python.stop();
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
  };
  for (let waited = 0; waited < secondsToStart * 5 && child.exitCode === null; waited += 1) {
    const answer = await fetch(`${uri}/health`).catch(() => undefined);
    if (answer?.ok === true) return { uri, database: file, python, stop };
    await sleep(200);
  }
  stop();
  throw new Error(`the MLflow server did not start:\n${said}`);
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

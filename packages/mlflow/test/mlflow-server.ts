import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { MlflowConnection } from "@muster/mlflow";
import { cleanEnvironment, program } from "./programs.js";
import { startPythonClient, type PythonClient } from "./python-client.js";

export interface TestServer {
  readonly uri: string;
  /** The server's SQLite file. */
  readonly database: string;
  readonly python: PythonClient;
}

const folder = mkdtempSync(join(tmpdir(), "muster-mlflow-"));
const toStop: (() => void)[] = [];
after(() => {
  for (const stop of toStop) stop();
  rmSync(folder, { recursive: true, force: true });
});

let started: Promise<TestServer> | undefined;

/** A real MLflow server on SQLite, one for all tests: it takes its time to start. */
export const sharedServer = (): Promise<TestServer> => (started ??= startServer());

const startServer = async (): Promise<TestServer> => {
  const port = await freePort();
  const uri = `http://127.0.0.1:${port}`;
  const python = startPythonClient({ ...cleanEnvironment(), MLFLOW_TRACKING_URI: uri });
  toStop.push(() => python.stop());
  const database = join(folder, "mlflow.db");
  await runServer(uri, database, [], {});
  return { uri, database, python };
};

export const admin = { username: "admin", password: "correct horse: battery/staple%" };

/** The same server's registry behind MLflow's basic-auth app, in a copy. */
export const startAuthenticatedServer = async ({ database }: TestServer): Promise<string> => {
  const uri = `http://127.0.0.1:${await freePort()}`;
  const [copy, settings] = [join(folder, "authenticated.db"), join(folder, "basic-auth.ini")];
  copyFileSync(database, copy);
  const users = `sqlite:///${join(folder, "users.db")}`;
  writeFileSync(
    settings,
    [
      "[mlflow]",
      "default_permission = READ",
      `database_uri = ${users}`,
      `admin_username = ${admin.username}`,
      "authorization_function = mlflow.server.auth:authenticate_request_basic_auth",
    ].join("\n"),
  );
  await runServer(uri, copy, ["--app-name", "basic-auth"], {
    MLFLOW_AUTH_CONFIG_PATH: settings,
    MLFLOW_AUTH_ADMIN_PASSWORD: admin.password,
    MLFLOW_FLASK_SERVER_SECRET_KEY: "for tests",
  });
  return uri;
};

const secondsToStart = 120;

const runServer = async (uri: string, database: string, options: readonly string[], env: NodeJS.ProcessEnv): Promise<void> => {
  const { port } = new URL(uri);
  const place = [
    "--host",
    "127.0.0.1",
    "--port",
    port,
    "--workers",
    "1",
    "--backend-store-uri",
    `sqlite:///${database}`,
    "--artifacts-destination",
    join(folder, "artifacts"),
  ];
  const child = spawn(program("mlflow"), ["server", ...place, ...options], {
    cwd: folder,
    detached: true,
    env: { ...cleanEnvironment(), MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-20_000)));
  toStop.push(() => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  });
  for (let waited = 0; waited < secondsToStart * 5; waited += 1) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${uri}/health`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(200);
  }
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

/** Tries again at once, and does not wait long. */
export const connectionTo = (uri: string, more: Partial<MlflowConnection> = {}): MlflowConnection => ({
  trackingUri: uri,
  registryUri: uri,
  patience: { retries: 2, backoffSeconds: 0.02, timeoutSeconds: 5 },
  ...more,
});

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MlflowConnection } from "@muster/mlflow";
import { startMlflowServer, type MlflowServer, type ServerOptions } from "@muster/mlflow-server";

export type TestServer = MlflowServer;

const folder = mkdtempSync(join(tmpdir(), "muster-mlflow-"));
const running: MlflowServer[] = [];
after(() => {
  for (const server of running) server.stop();
  rmSync(folder, { recursive: true, force: true });
});

let started: Promise<TestServer> | undefined;

/** A real MLflow server on SQLite, one for all tests: it takes its time to start. */
export const sharedServer = (): Promise<TestServer> => (started ??= startServer());

const startServer = async (options: Partial<ServerOptions> = {}): Promise<MlflowServer> => {
  const server = await startMlflowServer({ folder, ...options });
  running.push(server);
  return server;
};

export const admin = { username: "admin", password: "correct horse: battery/staple%" };

/** The same server's registry behind MLflow's basic-auth app, in a copy. */
export const startAuthenticatedServer = async ({ database }: TestServer): Promise<string> => {
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
  const { uri } = await startServer({
    database: copy,
    args: ["--app-name", "basic-auth"],
    env: {
      MLFLOW_AUTH_CONFIG_PATH: settings,
      MLFLOW_AUTH_ADMIN_PASSWORD: admin.password,
      MLFLOW_FLASK_SERVER_SECRET_KEY: "for tests",
    },
  });
  return uri;
};

/** Tries again at once, and does not wait long. */
export const connectionTo = (uri: string, more: Partial<MlflowConnection> = {}): MlflowConnection => ({
  trackingUri: uri,
  registryUri: uri,
  patience: { retries: 2, backoffSeconds: 0.02, timeoutSeconds: 5 },
  ...more,
});

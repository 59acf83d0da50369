import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MlflowConnection } from "@muster/mlflow";
import { startBasicAuthServer, startMlflowServer, type MlflowServer } from "@muster/mlflow-server";

export type TestServer = MlflowServer;

const folder = mkdtempSync(join(tmpdir(), "muster-mlflow-"));
const servers: MlflowServer[] = [];
after(() => {
  for (const server of servers) server.stop();
  rmSync(folder, { recursive: true, force: true });
});

let started: Promise<TestServer> | undefined;

/** A real MLflow server on SQLite, one for all tests: it takes its time to start. */
export const sharedServer = (): Promise<TestServer> => (started ??= running(startMlflowServer({ folder })));

const running = async (starting: Promise<MlflowServer>): Promise<MlflowServer> => {
  const server = await starting;
  servers.push(server);
  return server;
};

/** The same server's registry behind MLflow's basic-auth app, in a copy. */
export const startAuthenticatedServer = async ({ database }: TestServer): Promise<string> => {
  const copy = join(folder, "authenticated.db");
  copyFileSync(database, copy);
  return (await running(startBasicAuthServer(folder, copy))).uri;
};

/** Tries again at once, and does not wait long. */
export const connectionTo = (uri: string, more: Partial<MlflowConnection> = {}): MlflowConnection => ({
  trackingUri: uri,
  registryUri: uri,
  patience: { retries: 2, backoffSeconds: 0.02, timeoutSeconds: 5 },
  ...more,
});

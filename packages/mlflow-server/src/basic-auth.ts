import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMlflowServer, type MlflowServer } from "./server.js";

/** Who may do everything there; everybody else who has a login may read. */
export const admin = { username: "admin", password: "correct horse: battery/staple%" };

/** Starts a server with MLflow's basic-auth app on what is registered in a database. */
export const startBasicAuthServer = (folder: string, database: string): Promise<MlflowServer> => {
  const settings = join(folder, "basic-auth.ini");
  writeFileSync(
    settings,
    [
      "[mlflow]",
      "default_permission = READ",
      `database_uri = sqlite:///${join(folder, "users.db")}`,
      `admin_username = ${admin.username}`,
      "authorization_function = mlflow.server.auth:authenticate_request_basic_auth",
    ].join("\n"),
  );
  return startMlflowServer({
    folder,
    database,
    args: ["--app-name", "basic-auth"],
    env: {
      MLFLOW_AUTH_CONFIG_PATH: settings,
      MLFLOW_AUTH_ADMIN_PASSWORD: admin.password,
      MLFLOW_FLASK_SERVER_SECRET_KEY: "for tests",
    },
  });
};

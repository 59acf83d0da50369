/** Workspaces whose registry is a real MLflow server, and the real `muster` in them. */
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMlflowServer, type MlflowServer } from "@muster/mlflow-server";

const bin = fileURLToPath(new URL("../../../packages/cli/bin/muster.js", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "muster-on-mlflow-"));
let started: Promise<MlflowServer> | undefined;
const running: MlflowServer[] = [];
after(() => {
  for (const server of running) server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One server for all tests: it takes its time to start. */
export const sharedServer = (): Promise<MlflowServer> => (started ??= newServer());

/** A server of its own, on a copy of this database, or on this very one. */
export const newServer = async (database?: { readonly copied: string } | { readonly kept: string }): Promise<MlflowServer> => {
  const home = mkdtempSync(join(folder, "server-"));
  const copy = join(home, "mlflow.db");
  if (database !== undefined && "copied" in database) copyFileSync(database.copied, copy);
  const server = await startMlflowServer({ folder: home, database: database !== undefined && "kept" in database ? database.kept : copy });
  running.push(server);
  return server;
};

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly cwd: string;
  /** Runs muster as a person; nothing of the environment of who runs the tests takes part. */
  muster(...args: readonly string[]): Promise<Answer>;
  /** The same, with these variables besides. */
  withEnv(env: Readonly<Record<string, string>>): Place["muster"];
  /** A line of shell in which `muster` is a command. */
  shell(env: Readonly<Record<string, string>>): (line: string) => Promise<Answer>;
  as(person: string): void;
  write(files: Readonly<Record<string, string>>): void;
  git(...args: readonly string[]): string;
}

/** A server that fails is tried again once, and soon. */
const environment: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  NO_COLOR: "1",
  MLFLOW_HTTP_REQUEST_MAX_RETRIES: "1",
  MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR: "0",
};

let made = 0;

/** A repository with these files in its first commit. */
export const newPlace = (files: Readonly<Record<string, string>>): Place => {
  const cwd = join(folder, `place-${(made += 1)}`);
  mkdirSync(cwd);
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd, env: environment, stdio: "pipe" }).toString().trimEnd();
  const start =
    (program: string, env: Readonly<Record<string, string>>) =>
    (...args: readonly string[]) =>
      new Promise<Answer>((resolve, reject) => {
        const child = spawn(program, args, { cwd, env: { ...environment, ...env }, stdio: ["ignore", "pipe", "pipe"] });
        const printed = { stdout: "", stderr: "" };
        for (const stream of ["stdout", "stderr"] as const)
          child[stream].setEncoding("utf8").on("data", (text: string) => (printed[stream] += text));
        child.on("error", reject).on("close", (code) => {
          resolve({ code, ...printed });
        });
      });
  const withEnv: Place["withEnv"] =
    (env) =>
    (...args) =>
      start(process.execPath, env)(bin, ...args);
  const place: Place = {
    cwd,
    git,
    withEnv,
    muster: withEnv({}),
    shell: (env) => (line) =>
      start("sh", { ...env, NODE: process.execPath, MUSTER: bin })("-c", `muster() { "$NODE" "$MUSTER" "$@"; }\n${line}`),
    as: (person) => {
      git("config", "user.name", person);
      git("config", "user.email", `${person}@example.com`);
    },
    write: (texts) => {
      for (const [name, text] of Object.entries(texts)) writeFileSync(join(cwd, name), text);
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", "Change");
    },
  };
  git("init", "--quiet", "--initial-branch=main");
  place.as("ci");
  place.write(files);
  return place;
};

export const configFor = (uri: string, more = ""): string => `version: 1
registry:
  type: mlflow
  uri: ${uri}
${more}ledger:
  type: git
`;

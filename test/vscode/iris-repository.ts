/** A registry of the model iris in git, with a policy that asks for a metric, then for an approval. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const policy = `version: 1
name: iris-models
models: ["iris"]
groups:
  reviewers: [alice@example.com, bob@example.com]
stages:
  - name: development
  - name: staging
    gates:
      - metric: accuracy
        min: 0.9
  - name: production
    gates:
      - metric: accuracy
        goal: maximize
        baseline: production
        maxRegression: 1%
        noBaseline: pass
      - check: bias-audit
        from: [erin@example.com]
      - approvals: 1
        from: [reviewers]
`;

const config = `version: 1
registry:
  type: git
  metrics: ["metrics/{model}.json"]
ledger:
  type: git
`;

/** The accuracy of each version, oldest first; the last one is no good. */
const versions = { "v1.0.0": 0.95, "v1.1.0": 0.96, "v1.2.0": 0.5 } as const;

/** Nothing of the machine's git configuration. */
const quiet = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

export const git = (directory: string, ...args: readonly string[]): string =>
  execFileSync("git", args, {
    cwd: directory,
    env: quiet,
    stdio: "pipe",
    encoding: "utf8",
  }).trimEnd();

/** From now on git says that this person works here. */
export const be = (directory: string, person: string): void => {
  git(directory, "config", "user.name", person);
  git(directory, "config", "user.email", `${person}@example.com`);
};

const commit = (directory: string, files: Readonly<Record<string, string>>, message: string): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  git(directory, "add", "--all");
  git(directory, "commit", "--quiet", "--allow-empty", "--message", message);
};

export const makeIrisRepository = (directory: string): void => {
  mkdirSync(directory, { recursive: true });
  git(directory, "init", "--quiet", "--initial-branch=main");
  be(directory, "erin");
  commit(directory, { "promotion.yaml": policy, "muster.config.yaml": config }, "Begin");
  for (const [version, accuracy] of Object.entries(versions)) {
    commit(directory, { "metrics/iris.json": `{ "accuracy": ${accuracy}, "f1": ${accuracy} }\n` }, `Train ${version}`);
    git(directory, "tag", "--annotate", `iris@${version}`, "--message", `Registering artifact iris version ${version}`);
  }
};

const muster = fileURLToPath(new URL("../../../packages/cli/bin/muster.js", import.meta.url));

/** What the command line says, as data. */
export const ask = <T>(directory: string, ...args: readonly string[]): T =>
  JSON.parse(execFileSync(process.execPath, [muster, ...args, "--format", "json"], { cwd: directory, env: quiet, encoding: "utf8" })) as T;

/** Lets the oldest version hold every stage, by the command line: a later one has something to be compared with, and to be rolled back to. */
export const promoteTheOldest = (directory: string): void => {
  const [oldest] = Object.keys(versions);
  ask(directory, "promote", `iris@${oldest}`, "--to", "staging", "--yes");
  ask(directory, "record-check", `iris@${oldest}`, "bias-audit", "passed");
  be(directory, "alice");
  ask(directory, "approve", `iris@${oldest}`, "--to", "production");
  be(directory, "erin");
  ask(directory, "promote", `iris@${oldest}`, "--to", "production", "--yes");
};

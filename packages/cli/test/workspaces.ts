/** Workspaces in real git repositories, each in a folder of its own that is removed in the end. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "muster-cli-"));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
export const newFolder = (files: Readonly<Record<string, string | Uint8Array>> = {}): string => {
  const directory = join(folder, String((made += 1)));
  mkdirSync(directory);
  write(directory, files);
  return directory;
};

export const write = (directory: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
};

export const git = (directory: string, ...args: readonly string[]): string =>
  execFileSync("git", args, {
    cwd: directory,
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    stdio: "pipe",
  })
    .toString("utf8")
    .trimEnd();

/** Every ref with what it names: what a command that writes nothing leaves as it was. */
export const refsOf = (directory: string): string => git(directory, "for-each-ref", "--format=%(refname) %(objectname)");

/** From now on git says that this person works here. */
export const be = (directory: string, person: string): void => {
  git(directory, "config", "user.name", person);
  git(directory, "config", "user.email", `${person}@example.com`);
};

export const commit = (directory: string, files: Readonly<Record<string, string | Uint8Array>>, message = "Change"): string => {
  write(directory, files);
  git(directory, "add", "--all");
  git(directory, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(directory, "rev-parse", "HEAD");
};

export const newRepository = (files: Readonly<Record<string, string>> = {}): string => {
  const directory = newFolder();
  git(directory, "init", "--quiet", "--initial-branch=main");
  be(directory, "erin");
  if (Object.keys(files).length > 0) commit(directory, files, "Begin");
  return directory;
};

export const policy = `version: 1
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

export const config = `version: 1
registry:
  type: git
  metrics: ["metrics/{model}.json"]
ledger:
  type: git
`;

/** Versions by name: the accuracy of each. */
const versions = { "v1.0.0": 0.95, "v1.1.0": 0.96, "v1.2.0": 0.5 } as const;

let template: string | undefined;

/** A repository of the model iris: three tagged versions, of which the last is no good; a policy and a configuration; no ledger yet. */
export const irisRepository = (): string => {
  template ??= makeIris();
  const directory = newFolder();
  cpSync(template, directory, { recursive: true });
  return directory;
};

const makeIris = (): string => {
  const directory = newRepository({ "promotion.yaml": policy, "muster.config.yaml": config });
  for (const [version, accuracy] of Object.entries(versions)) {
    commit(directory, { "metrics/iris.json": `{ "accuracy": ${accuracy} }\n` }, `Train ${version}`);
    git(directory, "tag", "--annotate", `iris@${version}`, "--message", `Registering artifact iris version ${version}`);
  }
  return directory;
};

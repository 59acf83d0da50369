/** What a promotion may go by, where several clones write one ledger and names in git can be moved. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { muster } from "./muster.js";
import { be, commit, git, irisRepository, newFolder, policy } from "./workspaces.js";

const config = `version: 1
registry: { type: git, remote: origin, metrics: ["metrics/{model}.json"] }
ledger: { type: git, remote: origin }
`;
const stricter = policy.replace("min: 0.9", "min: 0.955");

/** A clone of a repository with the model iris, whose remote takes commits, tags and the ledger. */
const firstClone = (): string => {
  const cwd = irisRepository();
  const remote = newFolder();
  git(remote, "init", "--quiet", "--bare", "--initial-branch=main");
  git(cwd, "remote", "add", "origin", remote);
  commit(cwd, { "muster.config.yaml": config });
  git(cwd, "push", "--quiet", "--tags", "origin", "main");
  return cwd;
};
const cloneOf = (cwd: string): string => {
  const clone = newFolder();
  git(clone, "clone", "--quiet", git(cwd, "remote", "get-url", "origin"), ".");
  be(clone, "erin");
  return clone;
};
const promote = (cwd: string, version: string) => muster({ cwd }, "promote", `iris@${version}`, "--to", "staging", "--yes");

describe("a version whose name was moved in the registry", () => {
  /** As somebody does who wants nobody to see it: the stage goes with it, and dates stay as they were. */
  const moveTags = (cwd: string, accuracy: number): void => {
    commit(cwd, { "metrics/iris.json": `{ "accuracy": ${accuracy} }\n` }, "Another model");
    for (const tag of ["iris@v1.1.0", "iris#staging#1"]) {
      const date = git(cwd, "for-each-ref", "--format=%(taggerdate:iso)", `refs/tags/${tag}`);
      const env = { ...process.env, GIT_COMMITTER_DATE: date };
      execFileSync("git", ["tag", "--force", "--annotate", tag, "--message", "moved"], { cwd, env, stdio: "pipe" });
    }
  };
  const moved = /`iris@v1\.1\.0` is `[0-9a-f]{12}` in the registry, and the ledger knows it as `[0-9a-f]{12}`/;

  it("is not decided about, nor moved, by what was said of what it was", async () => {
    const cwd = irisRepository();
    assert.equal((await promote(cwd, "v1.1.0")).code, 0);
    assert.equal((await muster({ cwd }, "record-check", "iris@v1.1.0", "bias-audit", "passed")).code, 0);
    moveTags(cwd, 0.99);
    for (const command of ["check", "promote"]) {
      const yes = command === "promote" ? ["--yes"] : [];
      const { code, stderr } = await muster({ cwd }, command, "iris@v1.1.0", "--to", "production", ...yes);
      assert.equal(code, 6);
      assert.match(stderr, moved);
    }
  });

  it("is no baseline any more", async () => {
    const cwd = irisRepository();
    commit(cwd, {
      "promotion.yaml": policy.replace(
        "min: 0.9",
        "min: 0.9\n        goal: maximize\n        baseline: staging\n        maxRegression: 1%\n        noBaseline: pass",
      ),
    });
    assert.equal((await promote(cwd, "v1.1.0")).code, 0);
    assert.match((await promote(cwd, "v1.0.0")).stdout, /at most 1% worse than 0\.96[^]*Nothing was moved/);
    moveTags(cwd, 0.91);
    const { code, stderr } = await promote(cwd, "v1.0.0");
    assert.equal(code, 6);
    assert.match(stderr, moved);
  });
});

describe("a clone that is behind", () => {
  it("does not promote by the policy that it still has, though it never saw the newer one", async () => {
    const cwd = firstClone();
    const behind = cloneOf(cwd);
    commit(cwd, { "promotion.yaml": stricter });
    git(cwd, "push", "--quiet", "origin", "main");
    assert.equal((await promote(cwd, "v1.1.0")).code, 0);
    const { code, stderr } = await promote(behind, "v1.0.0");
    assert.equal(code, 6);
    assert.match(
      stderr,
      /rests on the policy of commit [0-9a-f]{7}[^]*another policy or configuration\s+next: bring it up to date: `git pull`/,
    );
    git(behind, "pull", "--quiet");
    assert.equal((await promote(behind, "v1.0.0")).code, 1);
  });

  it("promotes where what came since changed no policy, as a version that was registered on a branch", async () => {
    const cwd = firstClone();
    const other = cloneOf(cwd);
    commit(other, { "metrics/iris.json": '{ "accuracy": 0.97 }\n' }, "Train v2.0.0");
    assert.equal((await muster({ cwd: other }, "register", "iris@v2.0.0")).code, 0);
    const { code, stderr } = await promote(cwd, "v2.0.0");
    assert.equal(code, 0, stderr);
  });

  it("promotes where the commit of the newest event is nowhere to be had", async () => {
    const cwd = firstClone();
    const other = cloneOf(cwd);
    commit(other, { "promotion.yaml": stricter }, "Not pushed");
    assert.equal((await promote(other, "v1.1.0")).code, 0);
    assert.equal((await promote(cwd, "v1.0.0")).code, 0);
  });
});

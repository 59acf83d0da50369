import assert from "node:assert/strict";
import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gitSource } from "@muster/git";
import { clone, commit, git, newFolder, newRemote, newRepository } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

const policy = "version: 1\nname: fräud — 模型\n";

describe("a git source", () => {
  it("tells the root of the work tree from anywhere inside", async () => {
    const directory = newRepository();
    mkdirSync(join(directory, "a/b"), { recursive: true });
    assert.equal(await valueOf(gitSource({ directory: join(directory, "a/b") }).root()), realpathSync(directory));
    await failureOf(gitSource({ directory: newRemote() }).root(), "absent", /no work tree/);
    await failureOf(gitSource({ directory: newFolder() }).root(), "absent", /not a git repository/);
  });

  it("resolves revisions to commits", async () => {
    const directory = newRepository();
    const source = gitSource({ directory });
    await failureOf(source.resolve("HEAD"), "absent", /no commit is called `HEAD`/);
    const first = commit(directory, { "a.txt": "a" });
    const second = commit(directory, { "a.txt": "b" });
    git(directory, "tag", "--annotate", "--message", "x", "x", first);
    for (const [revision, expected] of [
      ["HEAD", second],
      ["main", second],
      ["HEAD~1", first],
      ["x", first],
      [first.slice(0, 10), first],
    ] as const) {
      assert.equal(await valueOf(source.resolve(revision)), expected);
    }
    for (const revision of [
      "origin/main",
      "--all",
      "--upload-pack=touch x",
      "-h",
      "",
      "HEAD\nmain",
      "main:a.txt",
      "a".repeat(40),
      "模型",
    ]) {
      await failureOf(source.resolve(revision), "absent", /no commit is called/);
    }
  });

  it("reads a protected branch as it was last fetched", async () => {
    const remote = newRemote();
    const work = clone(remote);
    commit(work, { "promotion.yaml": policy });
    git(work, "push", "--quiet", "origin", "main");
    const source = gitSource({ directory: clone(remote, "--depth=1") });
    assert.equal(await valueOf(source.read(await valueOf(source.resolve("origin/main")), "promotion.yaml")), policy);
  });

  it("reads a file at a commit, whatever the work tree and the working directory are", async () => {
    const directory = newRepository();
    const first = commit(directory, { "policies/a b.promotion.yaml": policy, "a.txt": "a" });
    commit(directory, { "policies/a b.promotion.yaml": "changed" });
    writeFileSync(join(directory, "policies/a b.promotion.yaml"), "changed again");
    for (const place of [directory, join(directory, "policies")]) {
      assert.equal(await valueOf(gitSource({ directory: place }).read(first, "policies/a b.promotion.yaml")), policy);
    }
    const source = gitSource({ directory });
    for (const path of ["nowhere.yaml", "policies", "policies/nowhere", "a.txt/b", ":(glob)*"]) {
      await failureOf(source.read(first, path), "absent", /has no file/);
    }
    for (const path of ["", "../a.txt", "./a.txt", "/a.txt", "policies//a", "a.txt\nHEAD:a.txt"]) {
      await failureOf(source.read(first, path), "refused", /is no path inside the repository/);
    }
  });

  it("tells a file that is no text", async () => {
    const directory = newRepository();
    writeFileSync(join(directory, "a.yaml"), Buffer.from([0xc3, 0x28]));
    await failureOf(gitSource({ directory }).read(commit(directory, {}), "a.yaml"), "malformed", /`a\.yaml` is no UTF-8 text/);
  });

  it("lists the plain files of a commit", async () => {
    const directory = newRepository();
    symlinkSync("a.txt", join(directory, "link"));
    const at = commit(directory, { "a.txt": "a", "übung/模型.yaml": "x", "b c/d\te.txt": "x" });
    for (const place of [directory, join(directory, "b c")]) {
      assert.deepEqual([...(await valueOf(gitSource({ directory: place }).list(at)))].sort(), ["a.txt", "b c/d\te.txt", "übung/模型.yaml"]);
    }
    assert.deepEqual(await valueOf(gitSource({ directory: clone(directory, "--bare") }).list(at)).then((paths) => paths.length), 3);
  });

  it("tells which files differ between the work tree and a commit", async () => {
    const directory = newRepository();
    const at = commit(directory, { "same.yaml": "a", "changed.yaml": "a", "deleted.yaml": "a", "touched.yaml": "a", "other.yaml": "a" });
    writeFileSync(join(directory, "changed.yaml"), "b");
    writeFileSync(join(directory, "other.yaml"), "b");
    writeFileSync(join(directory, "touched.yaml"), "a");
    writeFileSync(join(directory, "new.yaml"), "a");
    rmSync(join(directory, "deleted.yaml"));
    mkdirSync(join(directory, "sub"));
    const asked = ["same.yaml", "changed.yaml", "deleted.yaml", "touched.yaml", "new.yaml", "in neither.yaml", "sub"];
    for (const place of [directory, join(directory, "sub")]) {
      assert.deepEqual(await valueOf(gitSource({ directory: place }).differing(at, asked)), ["changed.yaml", "deleted.yaml", "new.yaml"]);
    }
    assert.deepEqual(await valueOf(gitSource({ directory }).differing(at, [])), []);
  });

  it("takes a change of line ends alone for none where git converts them", async () => {
    const directory = newRepository();
    git(directory, "config", "core.autocrlf", "true");
    const at = commit(directory, { "a.yaml": "a\nb\n" });
    writeFileSync(join(directory, "a.yaml"), "a\r\nb\r\n");
    assert.deepEqual(await valueOf(gitSource({ directory }).differing(at, ["a.yaml"])), []);
  });

  it("tells which commit came before another", async () => {
    const directory = newRepository();
    const source = gitSource({ directory });
    const first = commit(directory, { "a.txt": "a" });
    const second = commit(directory, { "a.txt": "b" });
    assert.deepEqual(
      [
        await valueOf(source.isAncestor(first, second)),
        await valueOf(source.isAncestor(second, first)),
        await valueOf(source.isAncestor(first, first)),
      ],
      [true, false, true],
    );
  });

  it("tells who git says works here", async () => {
    const directory = newRepository();
    const source = gitSource({ directory });
    assert.deepEqual(await valueOf(source.identity()), { name: "Erin Example", email: "erin@example.com" });
    git(directory, "config", "--unset", "user.email");
    const { help } = await failureOf(source.identity(), "absent", /`user\.email` is not set/);
    assert.match(help ?? "", /git config user\.email ADDRESS/);
  });
});

import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gitRegistry, register } from "@muster/git";
import { clone, commit, git, newRemote, newRepository, rejectPushes, tag } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

const production = { model: "fraud-cards", stage: "production" };

/** A remote with two versions of `fraud-cards`. */
const published = (): string => {
  const remote = newRemote();
  const directory = newRepository();
  tag(directory, "fraud-cards@v1.0.0", commit(directory, { "metrics.json": '{"auc": 0.9}' }), "2026-11-01T08:00:00Z");
  tag(directory, "fraud-cards@v1.1.0", commit(directory, { "metrics.json": '{"auc": 0.91}' }), "2026-11-02T08:00:00Z");
  git(directory, "push", "--quiet", remote, "main", "--tags");
  return remote;
};

const open = (directory: string) => gitRegistry({ directory, remote: "origin", metrics: ["metrics.json"] });

describe("a registry in a remote's tags", () => {
  it("shows every clone what one of them moved", async () => {
    const remote = published();
    const [here, there] = [clone(remote), clone(remote)];
    await valueOf(open(here).move({ ...production, version: "v1.0.0", holder: null }));
    assert.deepEqual(await valueOf(open(there).readHolders("fraud-cards")), { production: "v1.0.0" });
    assert.equal(git(here, "cat-file", "-t", "refs/tags/fraud-cards#production#1"), "tag", "who moved has the tag too");
    assert.equal(
      git(remote, "rev-parse", "refs/tags/fraud-cards#production#1"),
      git(here, "rev-parse", "refs/tags/fraud-cards#production#1"),
    );
    assert.equal(git(there, "for-each-ref", "refs/tags/fraud-cards#*"), "", "who reads keeps its own tags as they are");
  });

  it("sees what was taken away on the remote", async () => {
    const remote = published();
    const here = clone(remote);
    await valueOf(open(here).move({ ...production, version: "v1.0.0", holder: null }));
    git(remote, "update-ref", "-d", "refs/tags/fraud-cards#production#1");
    assert.deepEqual(await valueOf(open(here).readHolders("fraud-cards")), {});
  });

  it("counts no tag that is only here, and refuses to write over it", async () => {
    const here = clone(published());
    tag(here, "fraud-cards#production#1", "fraud-cards@v1.0.0^{}", "2026-11-10T08:00:00Z");
    assert.deepEqual(await valueOf(open(here).readHolders("fraud-cards")), {});
    const { help } = await failureOf(
      open(here).move({ ...production, version: "v1.1.0", holder: null }),
      "refused",
      /`fraud-cards#production#1` is here, but not on `origin`/,
    );
    assert.match(help ?? "", /git push origin tag/);
  });

  it("lets one of 8 clones move a stage at once, and tells the others", async () => {
    const remote = published();
    const clones = Array.from({ length: 8 }, () => clone(remote));
    const answers = await Promise.all(
      clones.map((directory, n) => open(directory).move({ ...production, version: n % 2 === 0 ? "v1.0.0" : "v1.1.0", holder: null })),
    );
    const reasons = answers.map((answer) => (answer.ok ? "moved" : answer.reason)).sort();
    assert.deepEqual(reasons, [...Array.from({ length: 7 }, () => "conflict"), "moved"]);
    const moved = answers.findIndex(({ ok }) => ok);
    assert.deepEqual(await valueOf(open(clone(remote)).readHolders("fraud-cards")), { production: moved % 2 === 0 ? "v1.0.0" : "v1.1.0" });
    assert.equal(git(remote, "tag").split("\n").length, 3);
    for (const [n, directory] of clones.entries()) {
      const own = git(directory, "for-each-ref", "refs/tags/fraud-cards#*");
      assert.equal(own !== "", n === moved, "a tag that was not taken does not stay behind");
    }
  });

  it("leaves nothing behind where the remote does not take a tag, and tells why", async () => {
    const remote = published();
    const here = clone(remote);
    await valueOf(open(here).move({ ...production, version: "v1.0.0", holder: null }));
    await valueOf(open(here).move({ ...production, version: "v1.1.0", holder: "v1.0.0" }));
    const before = git(here, "show-ref");
    rejectPushes(remote, "only release managers may tag");
    await failureOf(
      open(here).move({ ...production, version: "v1.0.0", holder: "v1.1.0" }),
      "refused",
      /pre-receive hook declined; only release managers may tag/,
    );
    await failureOf(open(here).move({ ...production, version: null, holder: "v1.1.0" }), "refused", /only release managers may tag/);
    commit(here, { "metrics.json": "{}" });
    await failureOf(
      register({ directory: here, remote: "origin" }, { model: "fraud-cards", revision: "HEAD" }),
      "refused",
      /only release managers may tag/,
    );
    assert.equal(
      git(here, "show-ref", "--tags"),
      before
        .split("\n")
        .filter((line) => line.includes("refs/tags/"))
        .join("\n"),
    );
    assert.deepEqual(await valueOf(open(here).readHolders("fraud-cards")), { production: "v1.1.0" });
  });

  it("leaves a stage without a holder in one step: all of its tags or none", async () => {
    const remote = published();
    const here = clone(remote);
    await valueOf(open(here).move({ ...production, version: "v1.0.0", holder: null }));
    await valueOf(open(here).move({ ...production, version: "v1.1.0", holder: "v1.0.0" }));
    await valueOf(open(here).move({ ...production, version: null, holder: "v1.1.0" }));
    assert.deepEqual(await valueOf(open(clone(remote)).readHolders("fraud-cards")), {});
    assert.match(git(remote, "tag"), /fraud-cards#production!#3\nfraud-cards#production!#4/);
  });

  it("takes back none of the assignments where the remote does not take one of the tags", async () => {
    const remote = published();
    const here = clone(remote);
    await valueOf(open(here).move({ ...production, version: "v1.0.0", holder: null }));
    await valueOf(open(here).move({ ...production, version: "v1.1.0", holder: "v1.0.0" }));
    writeFileSync(join(remote, "hooks/update"), "#!/bin/sh\ncase $1 in *!#4) exit 1;; esac\n", { mode: 0o755 });
    await failureOf(open(here).move({ ...production, version: null, holder: "v1.1.0" }), "refused", /did not take the push/);
    assert.doesNotMatch(git(remote, "tag"), /!/);
    assert.deepEqual(await valueOf(open(here).readHolders("fraud-cards")), { production: "v1.1.0" });
  });

  it("is unreachable where the remote is gone, and keeps nothing", async () => {
    const remote = published();
    const here = clone(remote);
    await valueOf(open(here).readHolders("fraud-cards"));
    rmSync(remote, { recursive: true });
    const before = git(here, "show-ref");
    await failureOf(open(here).readHolders("fraud-cards"), "unreachable", /the remote could not be reached/);
    await failureOf(open(here).move({ ...production, version: "v1.0.0", holder: null }), "unreachable", /the remote could not be reached/);
    assert.equal(git(here, "show-ref"), before);
  });

  it("takes only the name of a configured remote", async () => {
    const here = clone(published());
    for (const remote of [
      "upstream",
      "ext::sh -c touch% x",
      "--upload-pack=touch x",
      "../elsewhere",
      "https://user:secret@example.com/x.git",
      "",
    ]) {
      const { message } = await failureOf(gitRegistry({ directory: here, remote }).listModels(), "absent", /no remote is called/);
      assert.doesNotMatch(message, /secret/);
    }
  });

  it("reads versions of a shallow clone without its tags, and leaves the clone shallow", async () => {
    const here = clone(published(), "--depth=1", "--no-tags");
    assert.deepEqual((await valueOf(open(here).readVersion("fraud-cards", "v1.0.0"))).metrics, { auc: 0.9 });
    await valueOf(open(here).move({ ...production, version: "v1.0.0", holder: null }));
    assert.equal(git(here, "rev-parse", "--is-shallow-repository"), "true");
    assert.equal(git(here, "rev-list", "--count", "main"), "1");
  });

  it("registers on the remote", async () => {
    const remote = published();
    const here = clone(remote);
    commit(here, { "metrics.json": '{"auc": 0.95}' });
    const { tag: name } = await valueOf(register({ directory: here, remote: "origin" }, { model: "fraud-cards", revision: "HEAD" }));
    assert.equal(name, "fraud-cards@v1.1.1");
    assert.deepEqual((await valueOf(open(clone(remote, "--no-tags")).readVersion("fraud-cards", "v1.1.1"))).metrics, { auc: 0.95 });
  });

  it("reads for several callers at once", async () => {
    const here = clone(published(), "--no-tags");
    const registries = [open(here), open(here), open(here)];
    const answers = await Promise.all(
      registries.flatMap((registry) => [registry.listVersions("fraud-cards"), registry.readHolders("fraud-cards"), registry.listModels()]),
    );
    assert.deepEqual(
      answers.filter(({ ok }) => !ok),
      [],
    );
  });
});

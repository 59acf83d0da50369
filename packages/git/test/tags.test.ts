import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gitRegistry, register } from "@muster/git";
import { commit, git, gitWith, newRepository, tag } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

/** Two commits, `fraud-cards` registered on both. */
const twoVersions = () => {
  const directory = newRepository();
  const first = commit(directory, { "model.txt": "1" });
  const second = commit(directory, { "model.txt": "2" });
  tag(directory, "fraud-cards@v1.0.0", first, "2026-11-01T08:00:00Z");
  tag(directory, "fraud-cards@v1.1.0", second, "2026-11-02T08:00:00Z");
  return { directory, first, second, registry: gitRegistry({ directory }) };
};

const at = (hour: number) => `2026-11-10T${String(hour).padStart(2, "0")}:00:00Z`;

describe("a registry in git tags", () => {
  it("passes over tags that are not GTO's", async () => {
    const { directory, first, registry } = twoVersions();
    const names = [
      "v1.0.0",
      "release-7",
      "fraud-cards@1.0.0",
      "fraud-cards@v1",
      "fraud-cards@v01.0.0",
      "-cards@v1.0.0",
      "cards#",
      "a#b#c",
      "a@created",
      "модель@v1.0.0",
    ];
    for (const name of names) git(directory, "update-ref", `refs/tags/${name}`, tagObject(directory, name, first));
    git(directory, "tag", "light@v1.0.0", first);
    tag(directory, "tree@v1.0.0", "HEAD^{tree}", at(1));
    tag(directory, "nested@v1.0.0", "fraud-cards@v1.0.0", at(1));
    assert.deepEqual(await valueOf(registry.listModels()), ["fraud-cards"]);
  });

  it("orders versions by semantic versioning, newest first, and dates them by their tags", async () => {
    const directory = newRepository();
    for (const [day, version] of ["v1.9.0", "v1.10.0", "v2.0.0-rc.1", "v2.0.0", "v0.1.0"].entries()) {
      tag(directory, `m@${version}`, commit(directory, { "model.txt": version }), `2026-11-0${day + 1}T08:00:00+02:00`);
    }
    assert.deepEqual(await valueOf(gitRegistry({ directory }).listVersions("m")), [
      { version: "v2.0.0", createdAt: "2026-11-04T06:00:00.000Z" },
      { version: "v2.0.0-rc.1", createdAt: "2026-11-03T06:00:00.000Z" },
      { version: "v1.10.0", createdAt: "2026-11-02T06:00:00.000Z" },
      { version: "v1.9.0", createdAt: "2026-11-01T06:00:00.000Z" },
      { version: "v0.1.0", createdAt: "2026-11-05T06:00:00.000Z" },
    ]);
  });

  it("takes `dir=name` in a tag for `dir:name`", async () => {
    const { directory, first } = twoVersions();
    tag(directory, "models/eu=churn@v1.0.0", first, at(1));
    tag(directory, "models/eu=churn#staging#1", first, at(2));
    const registry = gitRegistry({ directory });
    assert.deepEqual(await valueOf(registry.listModels()), ["fraud-cards", "models/eu:churn"]);
    assert.deepEqual(await valueOf(registry.readHolders("models/eu:churn")), { staging: "v1.0.0" });
  });

  it("follows a stage through every form of its tags", async () => {
    const { directory, first, second, registry } = twoVersions();
    const holder = async () => (await valueOf(registry.readHolders("fraud-cards")))["production"] ?? null;
    tag(directory, "fraud-cards#production", first, at(1));
    assert.equal(await holder(), "v1.0.0");
    tag(directory, "fraud-cards#production#1", second, at(2));
    assert.equal(await holder(), "v1.1.0");
    tag(directory, "fraud-cards#production!#2", second, at(3));
    assert.equal(await holder(), "v1.0.0", "the assignment before is in force again, as in `gto show`");
    tag(directory, "fraud-cards#production!", first, at(4));
    assert.equal(await holder(), null);
    tag(directory, "fraud-cards#production#3", first, at(5));
    assert.equal(await holder(), "v1.0.0");
    tag(directory, "fraud-cards@v1.0.0!", first, at(6));
    assert.equal(await holder(), null, "a version that was taken back holds nothing");
    await failureOf(registry.readVersion("fraud-cards", "v1.0.0"), "absent", /no version `v1\.0\.0` any more: it was deregistered/);
  });

  it("orders tags of one second by their counter, the tenth after the ninth", async () => {
    const { directory, first, second, registry } = twoVersions();
    for (const n of [8, 9, 10]) tag(directory, `fraud-cards#production#${n}`, n % 2 === 0 ? second : first, at(1));
    assert.deepEqual(await valueOf(registry.readHolders("fraud-cards")), { production: "v1.1.0" });
  });

  it("knows a model that was taken out of use as absent, until a version of it is registered again", async () => {
    const { directory, first, registry } = twoVersions();
    tag(directory, "fraud-cards@deprecated#1", first, at(1));
    assert.deepEqual(await valueOf(registry.listModels()), []);
    await failureOf(registry.readHolders("fraud-cards"), "absent", /out of use since tag `fraud-cards@deprecated#1`/);
    tag(directory, "fraud-cards@v2.0.0", commit(directory, { "model.txt": "3" }), at(2));
    assert.deepEqual(await valueOf(registry.listModels()), ["fraud-cards"]);
  });

  it("says so where a stage is given to a commit without a version", async () => {
    const { directory, registry } = twoVersions();
    tag(directory, "fraud-cards#production#1", commit(directory, { "model.txt": "3" }), at(1));
    const { help } = await failureOf(
      registry.readHolders("fraud-cards"),
      "malformed",
      /tag `fraud-cards#production#1` stands on commit \w+, where no version/,
    );
    assert.match(help ?? "", /register one there/);
    const move = { model: "fraud-cards", stage: "production", version: "v1.0.0", holder: null };
    await failureOf(registry.move(move), "malformed", /no version/);
  });

  it("says so where a commit has two versions, or a version two commits", async () => {
    const { directory, first, second, registry } = twoVersions();
    tag(directory, "fraud-cards@v1.2.0", second, at(1));
    tag(directory, "fraud-cards#production#1", second, at(2));
    await failureOf(registry.readHolders("fraud-cards"), "malformed", /registered as `v1\.2\.0` and as `v1\.1\.0`/);
    tag(directory, "fraud-cards@v1.2.0#3", first, at(3));
    await failureOf(registry.readVersion("fraud-cards", "v1.2.0"), "malformed", /registered at two commits/);
  });

  it("says so where a tag cannot be taken at its word, of that model only", async () => {
    const { directory, first, registry } = twoVersions();
    const ref = "refs/tags/loans#production#1";
    tag(directory, "loans@v1.0.0", first, at(1));
    const cases: readonly (readonly [ref: string, object: string, says: RegExp])[] = [
      [ref, tagObject(directory, "loans#staging#1", first), /carries the name `loans#staging#1`: it was renamed/],
      [ref, tagObject(directory, "loans#production#1", first, "99999999999999"), /does not say when it was made/],
      [`${ref}0000000000000000`, tagObject(directory, "loans#production#10000000000000000", first), /has a counter that is too large/],
    ];
    for (const [name, object, says] of cases) {
      git(directory, "update-ref", name, object);
      await failureOf(registry.readHolders("loans"), "malformed", says);
      await failureOf(register({ directory }, { model: "loans", revision: "HEAD" }), "malformed", says);
      assert.deepEqual(await valueOf(registry.listModels()), ["fraud-cards", "loans"]);
      assert.deepEqual(await valueOf(registry.readHolders("fraud-cards")), {});
      git(directory, "update-ref", "-d", name);
    }
  });

  it("writes the next counter of the model, whatever the stage", async () => {
    const { directory, first, registry } = twoVersions();
    tag(directory, "fraud-cards#staging!#41", first, at(1));
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: "v1.0.0", holder: null }));
    assert.match(git(directory, "tag"), /^fraud-cards#production#42$/m);
  });

  it("passes over a number that a tag which is none of GTO's has taken", async () => {
    const { directory, first, registry } = twoVersions();
    git(directory, "tag", "fraud-cards#production#1", first);
    git(directory, "tag", "fraud-cards#production#2", first);
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: "v1.1.0", holder: null }));
    assert.deepEqual(await valueOf(registry.readHolders("fraud-cards")), { production: "v1.1.0" });
    assert.equal(git(directory, "cat-file", "-t", "fraud-cards#production#3"), "tag");
  });

  it("moves two stages of a model at once", async () => {
    const { directory } = twoVersions();
    const stages = ["canary", "staging", "production"];
    const moves = stages.map((stage) => gitRegistry({ directory }).move({ model: "fraud-cards", stage, version: "v1.1.0", holder: null }));
    for (const moved of moves) await valueOf(moved);
    assert.deepEqual(
      await valueOf(gitRegistry({ directory }).readHolders("fraud-cards")),
      Object.fromEntries(stages.map((stage) => [stage, "v1.1.0"])),
    );
  });

  it("tells of a lock that a killed git left, and moves nothing", async () => {
    const { directory, registry } = twoVersions();
    const lock = join(directory, ".git/refs/tags/fraud-cards#production#1.lock");
    writeFileSync(lock, "");
    const move = { model: "fraud-cards", stage: "production", version: "v1.1.0", holder: null };
    await failureOf(registry.move(move), "unreachable", /keeps the repository locked/);
    assert.deepEqual(await valueOf(registry.readHolders("fraud-cards")), {});
    rmSync(lock);
    await valueOf(registry.move(move));
  });

  it("writes a move that counts even where the last tag is from the future", async () => {
    const { directory, first, registry } = twoVersions();
    tag(directory, "fraud-cards#production#1", first, "2090-01-01T00:00:00Z");
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: "v1.1.0", holder: "v1.0.0" }));
    assert.deepEqual(await valueOf(registry.readHolders("fraud-cards")), { production: "v1.1.0" });
  });

  it("takes back every assignment in force when it leaves a stage without a holder", async () => {
    const { directory, registry } = twoVersions();
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: "v1.0.0", holder: null }));
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: "v1.1.0", holder: "v1.0.0" }));
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: null, holder: "v1.1.0" }));
    assert.match(git(directory, "tag"), /^fraud-cards#production!#3\nfraud-cards#production!#4$/m);
  });

  it("writes nothing where the move is made already", async () => {
    const { directory, registry } = twoVersions();
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: "v1.0.0", holder: null }));
    const before = git(directory, "tag");
    await valueOf(registry.move({ model: "fraud-cards", stage: "production", version: "v1.0.0", holder: "v1.0.0" }));
    await valueOf(registry.move({ model: "fraud-cards", stage: "staging", version: null, holder: null }));
    assert.equal(git(directory, "tag"), before);
  });

  it("refuses a stage that GTO could not read, and writes nothing", async () => {
    const { directory, registry } = twoVersions();
    const before = git(directory, "tag");
    for (const stage of ["", "-x", "--delete", "prod..uction", "a b", "pro#d", "prod!", "стейдж", "prod/", "prod\n", "a//b", "x.lock"]) {
      await failureOf(
        registry.move({ model: "fraud-cards", stage, version: "v1.0.0", holder: null }),
        "refused",
        /cannot be a stage|no name that git allows/,
      );
    }
    assert.equal(git(directory, "tag"), before);
  });

  it("asks for a name where git has none for the tagger, and writes nothing", async () => {
    const { directory, registry } = twoVersions();
    git(directory, "config", "--unset", "user.email");
    const before = git(directory, "tag");
    const { help } = await failureOf(
      registry.move({ model: "fraud-cards", stage: "production", version: "v1.0.0", holder: null }),
      "absent",
      /`user\.email` is not set/,
    );
    assert.match(help ?? "", /git config user\.email/);
    assert.equal(git(directory, "tag"), before);
  });
});

describe("registering a version", () => {
  it("tags the commit with the version that was asked for, or the next patch", async () => {
    const directory = newRepository();
    const clock = { now: () => "2026-11-20T10:00:00.000Z" };
    const first = commit(directory, { "model.txt": "1" });
    assert.deepEqual(await valueOf(register({ directory, clock }, { model: "fraud-cards", revision: "HEAD" })), {
      version: "v0.0.1",
      commit: first,
      tag: "fraud-cards@v0.0.1",
    });
    commit(directory, { "model.txt": "2" });
    await valueOf(register({ directory, clock }, { model: "fraud-cards", revision: "main", version: "v1.4.0" }));
    commit(directory, { "model.txt": "3" });
    assert.equal((await valueOf(register({ directory, clock }, { model: "fraud-cards", revision: "HEAD" }))).version, "v1.4.1");
    assert.deepEqual((await valueOf(gitRegistry({ directory }).listVersions("fraud-cards"))).at(-1), {
      version: "v0.0.1",
      createdAt: "2026-11-20T10:00:00.000Z",
    });
  });

  it("writes nothing where that very version is there already", async () => {
    const { directory, second } = twoVersions();
    const before = git(directory, "show-ref");
    assert.deepEqual(await valueOf(register({ directory }, { model: "fraud-cards", revision: "HEAD", version: "v1.1.0" })), {
      version: "v1.1.0",
      commit: second,
      tag: "fraud-cards@v1.1.0",
    });
    assert.equal(git(directory, "show-ref"), before);
  });

  it("refuses a second version of a commit, and a version's name that was used before", async () => {
    const { directory, first } = twoVersions();
    await failureOf(register({ directory }, { model: "fraud-cards", revision: "HEAD" }), "denied", /is version `v1\.1\.0`/);
    tag(directory, "fraud-cards@v1.0.0!", first, at(1));
    commit(directory, { "model.txt": "3" });
    await failureOf(
      register({ directory }, { model: "fraud-cards", revision: "HEAD", version: "v1.0.0" }),
      "denied",
      /had a version `v1\.0\.0`/,
    );
  });

  it("names no version whose facts cannot be read, for a name is never used twice", async () => {
    const { directory } = twoVersions();
    commit(directory, { "metrics.json": '{"auc": 0.9' });
    const before = git(directory, "show-ref");
    const options = { directory, metrics: ["metrics.json"] };
    await failureOf(
      register(options, { model: "fraud-cards", revision: "HEAD" }),
      "malformed",
      /`metrics\.json` at commit .* cannot be read/,
    );
    assert.equal(git(directory, "show-ref"), before);
  });

  it("says what it would tag, and tags nothing", async () => {
    const { directory } = twoVersions();
    const head = commit(directory, { "model.txt": "3" });
    const before = git(directory, "show-ref");
    assert.deepEqual(await valueOf(register({ directory }, { model: "fraud-cards", revision: "HEAD", dryRun: true })), {
      version: "v1.1.1",
      commit: head,
      tag: "fraud-cards@v1.1.1",
    });
    assert.equal(git(directory, "show-ref"), before);
  });

  it("refuses names that GTO could not read", async () => {
    const { directory } = twoVersions();
    for (const model of ["", "-x", "--upload-pack=touch", "a..b", "a:b:c", "../x:churn", "модель", "a b", "a#b", "a@b"]) {
      await failureOf(
        register({ directory }, { model, revision: "HEAD" }),
        "refused",
        /cannot be a model's name|no name that git allows|no path inside/,
      );
    }
    for (const version of ["1.0.0", "v1", "latest", "v1.0.0 ", "v1.0.0!", "v1.0.0#1", "--force"]) {
      await failureOf(register({ directory }, { model: "churn", revision: "HEAD", version }), "refused", /cannot be a version/);
    }
  });

  it("says so where there is no such commit", async () => {
    const empty = newRepository();
    await failureOf(register({ directory: empty }, { model: "churn", revision: "HEAD" }), "absent", /no commit is called `HEAD`/);
    const { directory } = twoVersions();
    for (const revision of ["no-such-branch", "--upload-pack=touch", "HEAD^{tree}", "HEAD\n"]) {
      await failureOf(register({ directory }, { model: "churn", revision }), "absent", /no commit is called/);
    }
  });
});

const tagObject = (directory: string, name: string, commit: string, seconds = "1700000000"): string =>
  gitWith(
    { input: `object ${commit}\ntype commit\ntag ${name}\ntagger A <a@b.c> ${seconds} +0000\n\nx\n` },
    directory,
    ...["hash-object", "-t", "tag", "-w", "--stdin"],
  );

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { digestOf, digestOfText, headOf, nextEvent, verifyChain, type EventDraft, type Ledger, type LedgerHead } from "@muster/core";
import { gitLedger } from "@muster/git";
import { clone, commit, git, newFolder, newRemote, newRepository, rejectPushes, writeOnBranch } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

const draft = (name: string): EventDraft => ({
  ledger: "fraud",
  at: "2026-11-20T10:00:00.000Z",
  actor: { identity: "alice@example.com", assurance: "claimed" },
  tool: "muster/0.1.0",
  type: "check.recorded",
  body: { model: "fraud-cards", version: "v1.0.0", name, status: "passed" },
});

const append = async (ledger: Ledger, ...names: readonly string[]): Promise<LedgerHead | null> => {
  let head = await valueOf(ledger.head());
  for (const name of names) head = await valueOf(ledger.append({ event: nextEvent(draft(name), head), attachments: {} }, head));
  return head;
};

const names = async (ledger: Ledger) => (await valueOf(ledger.read(1))).map(({ body }) => body.name);

const open = (directory: string) => gitLedger({ directory, remote: "origin" });

const branch = "muster/ledger";

describe("a ledger on a branch", () => {
  it("is read with git alone: an event a commit, an event a file", async () => {
    const directory = newRepository();
    const ledger = gitLedger({ directory });
    await append(ledger, "a");
    const text = '{"verdict":"allowed"}';
    const digest = digestOfText(text);
    const event = nextEvent({ ...draft("b"), type: "promotion.requested" }, await valueOf(ledger.head()));
    await valueOf(ledger.append({ event, attachments: { [digest]: text } }, await valueOf(ledger.head())));
    assert.deepEqual(JSON.parse(git(directory, "show", `${branch}:events/00000002.json`)), event);
    assert.equal(git(directory, "show", `${branch}:attachments/${digest.slice(7, 9)}/${digest.slice(9)}.json`), text);
    assert.equal(
      git(directory, "log", "--format=%an <%ae> %cI %s", branch),
      "muster <alice@example.com> 2026-11-20T10:00:00+00:00 promotion.requested fraud-cards\nmuster <alice@example.com> 2026-11-20T10:00:00+00:00 check.recorded fraud-cards",
    );
    git(directory, "fsck", "--strict");
  });

  it("never touches the work tree, the index or HEAD, nor asks for a git identity", async () => {
    const directory = newRepository();
    commit(directory, { "a.txt": "a" });
    writeFileSync(join(directory, "a.txt"), "changed");
    writeFileSync(join(directory, "new.txt"), "new");
    git(directory, "config", "--unset", "user.email");
    git(directory, "config", "--unset", "user.name");
    const state = () => [
      git(directory, "status", "--porcelain=v2", "--branch"),
      readFileSync(join(directory, ".git/index")).toString("hex"),
    ];
    const before = state();
    await append(gitLedger({ directory }), "a", "b");
    assert.deepEqual(state(), before);
  });

  it("works on a detached head, from a sub-directory and in a linked work tree", async () => {
    const directory = newRepository();
    commit(directory, { "sub/a.txt": "a" });
    git(directory, "checkout", "--quiet", "--detach");
    await append(gitLedger({ directory }), "a");
    await append(gitLedger({ directory: join(directory, "sub") }), "b");
    const linked = newFolder();
    git(directory, "worktree", "add", "--quiet", "--force", linked, "main");
    await append(gitLedger({ directory: linked }), "c");
    assert.deepEqual(await names(gitLedger({ directory })), ["a", "b", "c"]);
  });

  it("keeps several ledgers apart, by branch", async () => {
    const directory = newRepository();
    await append(gitLedger({ directory, branch: "ledgers/eu" }), "a");
    assert.deepEqual(await names(gitLedger({ directory, branch: "ledgers/eu" })), ["a"]);
    assert.deepEqual(await names(gitLedger({ directory })), []);
  });

  it("refuses a branch's name that git would not take", async () => {
    const directory = newRepository();
    for (const name of ["", "..", "a..b", "a b", "a\nb", "a.lock", "a:b", "@{x", "/a", "a~1"]) {
      await failureOf(gitLedger({ directory, branch: name }).head(), "refused", /is no name that git allows/);
      const event = nextEvent(draft("a"), null);
      await failureOf(
        gitLedger({ directory, branch: name }).append({ event, attachments: {} }, null),
        "refused",
        /is no name that git allows/,
      );
    }
  });

  it("knows where there is no repository", async () => {
    const { help } = await failureOf(gitLedger({ directory: newFolder() }).head(), "absent", /not a git repository/);
    assert.match(help ?? "", /git init/);
    await failureOf(gitLedger({ directory: join(newFolder(), "nowhere") }).head(), "absent", /could not be started/);
  });

  it("tells of a file that is no event", async () => {
    const directory = newRepository();
    await append(gitLedger({ directory }), "a", "b");
    const good = git(directory, "rev-parse", branch);
    const cases: readonly (readonly [files: Readonly<Record<string, string | null>>, says: RegExp])[] = [
      [{ "README.md": "hello" }, /`README\.md` on the ledger's branch is nothing that muster wrote/],
      [{ "events/3.json": "{}" }, /`events\/3\.json`/],
      [{ "events/00000003.json": "{}\n" }, /event 3/],
      [{ "events/00000003.json": "no JSON" }, /event 3/],
      [{ "events/00000004.json": git(directory, "show", `${branch}:events/00000002.json`) }, /event 3 is missing/],
      [{ "events/00000002.json": `${git(directory, "show", `${branch}:events/00000002.json`)} \n` }, /event 2/],
      [{ "events/00000001.json": null }, /event 1 is missing/],
      [{ "attachments/zz/x.json": "{}" }, /`attachments\/zz\/x\.json`/],
    ];
    for (const [files, says] of cases) {
      writeOnBranch(directory, branch, files);
      const ledger = gitLedger({ directory });
      await failureOf(ledger.read(1), "malformed", says);
      await failureOf(ledger.head(), "malformed", says);
      git(directory, "update-ref", `refs/heads/${branch}`, good);
    }
  });

  it("tells of two events that were swapped, and of one that was changed", async () => {
    const directory = newRepository();
    await append(gitLedger({ directory }), "a", "b", "c", "d");
    const [two, three] = [2, 3].map((seq) => `${git(directory, "show", `${branch}:events/0000000${seq}.json`)}\n`);
    writeOnBranch(directory, branch, { "events/00000002.json": three ?? "", "events/00000003.json": two ?? "" });
    await failureOf(gitLedger({ directory }).read(1), "malformed", /event 2 carries the number 3/);
    writeOnBranch(directory, branch, {
      "events/00000002.json": (two ?? "").replace("passed", "failed"),
      "events/00000003.json": three ?? "",
    });
    await failureOf(gitLedger({ directory }).read(1), "malformed", /event 3 does not follow/);
  });

  it("tells of a blob whose bytes were changed in the object store", async () => {
    const directory = newRepository();
    await append(gitLedger({ directory }), "a", "b");
    const oid = git(directory, "rev-parse", `${branch}:events/00000001.json`);
    const text = `${git(directory, "cat-file", "blob", oid)}\n`.replace("passed", "failed");
    const path = join(directory, ".git/objects", oid.slice(0, 2), oid.slice(2));
    rmSync(path);
    writeFileSync(path, deflateSync(`blob ${Buffer.byteLength(text)}\0${text}`));
    await failureOf(gitLedger({ directory }).read(1), "malformed", /event [12]|damaged/);
    rmSync(path);
    await failureOf(gitLedger({ directory }).read(1), "malformed", /event 1|damaged/);
  });

  it("tells a process that saw more than there is now", async () => {
    const directory = newRepository();
    const ledger = gitLedger({ directory });
    await append(ledger, "a", "b");
    git(directory, "update-ref", `refs/heads/${branch}`, `${branch}~1`);
    await failureOf(ledger.head(), "malformed", /event 2 is gone/);
    git(directory, "update-ref", "-d", `refs/heads/${branch}`);
    await failureOf(ledger.read(1), "malformed", /is gone/);
  });

  it("keeps unusual names as they are", async () => {
    const directory = newRepository();
    const ledger = gitLedger({ directory });
    const event = nextEvent(
      { ...draft("a"), actor: { identity: "<alice>\n", assurance: "claimed" }, body: { model: "#模型\n\u0000x" } },
      null,
    );
    await valueOf(ledger.append({ event, attachments: {} }, null));
    assert.deepEqual(await valueOf(gitLedger({ directory }).read(1)), [event]);
  });
});

describe("a ledger on a remote's branch", () => {
  it("loses nothing of 8 clones that append at once, and tells who was late", async function () {
    this.timeout(120_000);
    const remote = newRemote();
    let conflicts = 0;
    const own = await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        const ledger = open(clone(remote));
        const mine = [0, 1].map((n) => `writer ${writer}, append ${n}`);
        for (const name of mine) {
          for (let done = false; !done;) {
            const head = await valueOf(ledger.head());
            const appended = await ledger.append(
              { event: nextEvent(draft(name), head), attachments: { [digestOf(name)]: JSON.stringify(name) } },
              head,
            );
            assert.ok(appended.ok || appended.reason === "conflict", JSON.stringify(appended));
            done = appended.ok;
            conflicts += Number(!done);
          }
        }
        return mine;
      }),
    );
    const ledger = open(clone(remote));
    const events = await valueOf(ledger.read(1));
    assert.deepEqual(events.map(({ body }) => body.name).sort(), own.flat().sort());
    assert.deepEqual(verifyChain(events, null), { ok: true, value: await valueOf(ledger.head()) });
    for (const { body } of events) assert.equal(await valueOf(ledger.attachment(digestOf(body.name))), JSON.stringify(body.name));
    assert.equal(git(remote, "rev-list", "--count", branch), "16");
    assert.ok(conflicts > 0, "they were in each other's way");
  });

  it("continues in every clone where another left off", async () => {
    const remote = newRemote();
    const [here, there] = [open(clone(remote)), open(clone(remote))];
    await append(here, "a");
    await append(there, "b");
    await append(here, "c");
    assert.deepEqual(await names(there), ["a", "b", "c"]);
    assert.deepEqual(
      (await valueOf(there.read(3))).map(({ body }) => body.name),
      ["c"],
    );
  });

  it("moves the branch here only when the remote took the event", async () => {
    const remote = newRemote();
    const directory = clone(remote);
    const head = await append(open(directory), "a");
    const before = git(directory, "rev-parse", branch);
    rejectPushes(remote, "the ledger is closed");
    const event = nextEvent(draft("b"), head);
    await failureOf(open(directory).append({ event, attachments: {} }, head), "refused", /pre-receive hook declined; the ledger is closed/);
    rmSync(join(remote, "hooks/pre-receive"));
    assert.equal(git(directory, "rev-parse", branch), before);
    assert.equal(git(directory, "for-each-ref", "refs/muster"), "");
    await append(open(directory), "b");
    assert.equal(git(directory, "rev-parse", branch), git(remote, "rev-parse", branch));
  });

  it("writes nothing where the remote is gone between reading and appending", async () => {
    const remote = newRemote();
    const directory = clone(remote);
    const ledger = open(directory);
    const head = await append(ledger, "a");
    const before = git(directory, "rev-parse", branch);
    rmSync(remote, { recursive: true });
    const event = nextEvent(draft("b"), head);
    await failureOf(ledger.append({ event, attachments: {} }, head), "unreachable", /the remote could not be reached/);
    await failureOf(ledger.read(1), "unreachable", /the remote could not be reached/);
    assert.equal(git(directory, "rev-parse", branch), before);
  });

  it("tells where the remote's ledger was rewritten, cut, deleted or replaced since it was seen here", async () => {
    const remote = newRemote();
    const directory = clone(remote);
    await append(open(directory), "a", "b", "c");
    const seen = git(remote, "rev-parse", branch);

    git(remote, "update-ref", `refs/heads/${branch}`, `${seen}~1`);
    await failureOf(open(directory).read(1), "malformed", /does not continue the one last seen here, at event 3/);

    const elsewhere = newRepository();
    await append(gitLedger({ directory: elsewhere }), "a", "b", "x", "y");
    git(elsewhere, "push", "--quiet", "--force", remote, branch);
    await failureOf(open(directory).read(1), "malformed", /does not continue/);

    git(remote, "update-ref", "-d", `refs/heads/${branch}`);
    const { help } = await failureOf(open(directory).head(), "malformed", /at event 3, is not on `origin`/);
    assert.match(help ?? "", /git push origin/);

    assert.equal(git(directory, "rev-parse", branch), seen, "what was seen last is kept");
    git(directory, "push", "--quiet", "origin", branch);
    assert.deepEqual(await names(open(directory)), ["a", "b", "c"]);
  });

  it("tells what somebody changed in a commit that continues the ledger", async () => {
    const remote = newRemote();
    const directory = clone(remote);
    const text = '{"verdict":"allowed"}';
    const event = nextEvent(draft("a"), null);
    await valueOf(open(directory).append({ event, attachments: { [digestOfText(text)]: text } }, null));
    const attachment = `attachments/${digestOfText(text).slice(7, 9)}/${digestOfText(text).slice(9)}.json`;
    const seen = git(remote, "rev-parse", branch);
    const cases: readonly (readonly [files: Readonly<Record<string, string | null>>, says: RegExp])[] = [
      [{ "events/00000001.json": "{}" }, /event 1 is not what it was/],
      [{ [attachment]: null }, /the ledger's `attachments\/.*` is gone/],
      [{ "README.md": "hello" }, /`README\.md`/],
    ];
    for (const [files, says] of cases) {
      writeOnBranch(remote, branch, files);
      await failureOf(open(directory).read(1), "malformed", says);
      await failureOf(open(directory).append({ event: nextEvent(draft("b"), null), attachments: {} }, null), "malformed", says);
      assert.equal(git(directory, "rev-parse", branch), seen);
      git(remote, "update-ref", `refs/heads/${branch}`, seen);
      assert.deepEqual(await names(open(directory)), ["a"], "mended on the remote, it goes on");
    }
  });

  it("is told of a head in a clone that has it, and a conflict where another clone was first", async () => {
    const remote = newRemote();
    const [here, there] = [open(clone(remote)), open(clone(remote))];
    const head = await append(here, "a");
    const event = nextEvent(draft("b"), head);
    assert.deepEqual(await valueOf(there.append({ event, attachments: {} }, head)), headOf(event), "it fetches the head that it is told");
    await failureOf(here.append({ event: nextEvent(draft("c"), head), attachments: {} }, head), "conflict", /somebody else was first/);
  });

  it("fetches the ledger whole into a shallow clone, and leaves the rest shallow", async () => {
    const remote = newRemote();
    const work = clone(remote);
    for (const text of ["1", "2", "3"]) commit(work, { "a.txt": text });
    git(work, "push", "--quiet", "origin", "main");
    await append(open(work), "a", "b", "c");
    for (const options of [["--depth=1"], ["--depth=1", "--no-single-branch"], ["--depth=1", "--branch", branch]]) {
      const directory = clone(remote, ...options);
      assert.equal((await names(open(directory))).length, Number(git(remote, "rev-list", "--count", branch)));
      await append(open(directory), "from a shallow clone");
      assert.equal(git(directory, "rev-parse", branch), git(remote, "rev-parse", branch));
      if (!options.includes(branch)) assert.equal(git(directory, "rev-list", "--count", "main"), "1");
    }
    git(remote, "fsck", "--strict");
  });

  it("goes on where somebody fetched its branch cut short into the same clone", async () => {
    const remote = newRemote();
    const directory = clone(remote);
    await append(open(directory), "a");
    await append(open(clone(remote)), "b", "c");
    git(directory, "fetch", "--quiet", "--depth=1", "origin", `+refs/heads/${branch}:refs/remotes/origin/${branch}`);
    assert.deepEqual(await names(open(directory)), ["a", "b", "c"]);
  });

  it("appends nothing to a ledger that was cut since it was read", async () => {
    const remote = newRemote();
    const ledger = open(clone(remote));
    const head = await append(ledger, "a", "b");
    git(remote, "update-ref", `refs/heads/${branch}`, `${branch}~1`);
    const cut = git(remote, "rev-parse", branch);
    await failureOf(ledger.append({ event: nextEvent(draft("c"), head), attachments: {} }, head), "conflict", /somebody else was first/);
    assert.equal(git(remote, "rev-parse", branch), cut);
    await failureOf(ledger.head(), "malformed", /does not continue/);
  });

  it("shares one clone among processes", async () => {
    const remote = newRemote();
    const directory = clone(remote);
    await append(open(clone(remote)), "a", "b");
    const heads = await Promise.all([1, 2, 3, 4].map(() => open(directory).head()));
    assert.deepEqual(new Set(heads.map((head) => (head.ok ? head.value?.seq : head.message))), new Set([2]));
  });
});

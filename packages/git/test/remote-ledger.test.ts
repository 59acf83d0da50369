import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { digestOf, digestOfText, headOf, nextEvent, verifyChain } from "@muster/core";
import { gitLedger } from "@muster/git";
import { append, branch, draft, names } from "./entries.js";
import { clone, commit, git, newRemote, newRepository, rejectPushes, writeOnBranch } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

const open = (directory: string) => gitLedger({ directory, remote: "origin" });

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
      [{ "events/00000/00000001.json": "{}" }, /event 1 is not what it was/],
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

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { digestOfText, nextEvent } from "@muster/core";
import { gitLedger } from "@muster/git";
import { append, branch, draft, names } from "./entries.js";
import { commit, git, newFolder, newRemote, newRepository, writeOnBranch } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

describe("a ledger on a branch", () => {
  it("is read with git alone: an event a commit, an event a file", async () => {
    const directory = newRepository();
    const ledger = gitLedger({ directory });
    await append(ledger, "a");
    const text = '{"verdict":"allowed"}';
    const digest = digestOfText(text);
    const event = nextEvent({ ...draft("b"), type: "promotion.requested" }, await valueOf(ledger.head()));
    await valueOf(ledger.append({ event, attachments: { [digest]: text } }, await valueOf(ledger.head())));
    assert.deepEqual(JSON.parse(git(directory, "show", `${branch}:events/00000/00000002.json`)), event);
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

  it("works in a bare repository", async () => {
    const directory = newRemote();
    await append(gitLedger({ directory }), "a", "b");
    assert.deepEqual(await names(gitLedger({ directory })), ["a", "b"]);
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
      [{ "events/00000/00000003.json": "{}\n" }, /event 3/],
      [{ "events/00000/00000003.json": "no JSON" }, /event 3/],
      [{ "events/00000/00000004.json": git(directory, "show", `${branch}:events/00000/00000002.json`) }, /event 3 is missing/],
      [{ "events/00000/00000002.json": `${git(directory, "show", `${branch}:events/00000/00000002.json`)} \n` }, /event 2/],
      [{ "events/00000/00000001.json": null }, /event 1 is missing/],
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
    const [two, three] = [2, 3].map((seq) => `${git(directory, "show", `${branch}:events/00000/0000000${seq}.json`)}\n`);
    writeOnBranch(directory, branch, { "events/00000/00000002.json": three ?? "", "events/00000/00000003.json": two ?? "" });
    await failureOf(gitLedger({ directory }).read(1), "malformed", /event 2 carries the number 3/);
    writeOnBranch(directory, branch, {
      "events/00000/00000002.json": (two ?? "").replace("passed", "failed"),
      "events/00000/00000003.json": three ?? "",
    });
    await failureOf(gitLedger({ directory }).read(1), "malformed", /event 3 does not follow/);
  });

  it("tells of its newest event that was changed, and of a file that was taken away and put back", async () => {
    const directory = newRepository();
    await append(gitLedger({ directory }), "a", "b");
    const good = git(directory, "rev-parse", branch);
    const path = "events/00000/00000002.json";
    const newest = `${git(directory, "show", `${branch}:${path}`)}\n`;
    writeOnBranch(directory, branch, { [path]: newest.replace("alice", "eve") });
    await failureOf(gitLedger({ directory }).read(1), "malformed", /ledger event 2 was changed after it was written/);
    git(directory, "update-ref", `refs/heads/${branch}`, good);
    writeOnBranch(directory, branch, { [path]: null });
    writeOnBranch(directory, branch, { [path]: newest });
    await failureOf(gitLedger({ directory }).read(1), "malformed", /ledger event 2/);
  });

  it("waits for another git that writes, and tells of a lock that a killed one left", async () => {
    const directory = newRepository();
    const ledger = gitLedger({ directory });
    const head = await append(ledger, "a");
    const lock = join(directory, ".git/refs/heads", `${branch}.lock`);
    writeFileSync(lock, "");
    const entry = { event: nextEvent(draft("b"), head), attachments: {} };
    const { help } = await failureOf(ledger.append(entry, head), "unreachable", /keeps the repository locked: `.*ledger\.lock` is there/);
    assert.match(help ?? "", /can be removed/);
    setTimeout(() => rmSync(lock), 300);
    await valueOf(ledger.append(entry, head));
    assert.deepEqual(await names(ledger), ["a", "b"]);
  });

  it("tells of a blob whose bytes were changed in the object store", async () => {
    const directory = newRepository();
    await append(gitLedger({ directory }), "a", "b");
    const oid = git(directory, "rev-parse", `${branch}:events/00000/00000001.json`);
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

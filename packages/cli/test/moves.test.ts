import assert from "node:assert/strict";
import { converse, jsonOf, muster, type PrintedProblem } from "./muster.js";
import { be, commit, config, git, irisRepository, newRepository, policy, refsOf, write } from "./workspaces.js";

interface Moved {
  readonly status: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly decision?: { readonly verdict: string };
  readonly events: readonly {
    readonly type: string;
    readonly trust?: string;
    readonly actor: { readonly identity: string; readonly assurance: string };
  }[];
}

/** Everything that a version needs for production, but for the promotion itself. */
const prepare = async (cwd: string, version: string): Promise<void> => {
  const must = async (...args: readonly string[]) => {
    const { code, stderr } = await muster({ cwd }, ...args);
    assert.equal(code, 0, `${args.join(" ")}: ${stderr}`);
  };
  be(cwd, "erin");
  await must("promote", `iris@${version}`, "--to", "staging", "--yes");
  await must("record-check", `iris@${version}`, "bias-audit", "passed");
  be(cwd, "alice");
  await must("approve", `iris@${version}`, "--to", "production");
  be(cwd, "erin");
};

describe("muster promote", () => {
  it("moves what is allowed, and keeps the proof in the ledger", async () => {
    const cwd = irisRepository();
    const { code, stdout, stderr } = await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes", "--format", "json");
    assert.deepEqual([code, stderr], [0, ""]);
    const moved = JSON.parse(stdout) as Moved;
    assert.deepEqual([moved.status, moved.from, moved.to, moved.decision?.verdict], ["applied", null, "v1.0.0", "allowed"]);
    assert.deepEqual(
      moved.events.map(({ type }) => type),
      ["promotion.intended", "promotion.applied"],
    );
    assert.deepEqual(moved.events[0]?.actor, { identity: "erin@example.com", assurance: "claimed" });
    assert.equal(moved.events[0].trust, git(cwd, "rev-parse", "HEAD"));
    assert.match(git(cwd, "tag", "--list"), /iris#staging#1/);
  });

  it("says in a line what it moved", async () => {
    const { stdout } = await muster({ cwd: irisRepository() }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    assert.equal(stdout, "✓ iris@v1.0.0 holds staging now\n  in the ledger: event 1 promotion.intended, event 2 promotion.applied\n");
  });

  it("says that there is nothing to do where the version is there already, and writes nothing", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    const before = refsOf(cwd);
    const again = () => muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    const { code, stdout } = await again();
    assert.equal(code, 0);
    assert.match(stdout, /holds staging already: there is nothing to do/);
    assert.equal(refsOf(cwd), before);
  });

  it("moves nothing that is denied or waiting, and ends with the verdict's code in both formats", async () => {
    const cwd = irisRepository();
    await prepare(cwd, "v1.0.0");
    be(cwd, "alice");
    assert.equal((await muster({ cwd }, "revoke", "iris@v1.0.0", "--to", "production")).code, 0);
    be(cwd, "erin");
    const before = refsOf(cwd);
    const [denied, deniedJson, waiting] = await Promise.all([
      muster({ cwd }, "promote", "iris@v1.2.0", "--to", "staging", "--yes"),
      muster({ cwd }, "promote", "iris@v1.2.0", "--to", "staging", "--yes", "--format", "json"),
      muster({ cwd }, "promote", "iris@v1.0.0", "--to", "production", "--yes"),
    ]);
    assert.deepEqual([denied.code, deniedJson.code, waiting.code], [1, 1, 3]);
    assert.match(denied.stdout, /✗ denied[^]*Nothing was moved\.\n$/);
    assert.equal(jsonOf<Moved>(deniedJson).status, "not-allowed");
    assert.match(waiting.stdout, /bob@example\.com/);
    assert.equal(refsOf(cwd), before);
  });

  it("moves nothing that cannot be decided", async () => {
    const cwd = irisRepository();
    commit(cwd, { "metrics/iris.json": "{}" });
    git(cwd, "tag", "--annotate", "iris@v2.0.0", "--message", "Register");
    assert.equal((await muster({ cwd }, "promote", "iris@v2.0.0", "--to", "staging", "--yes")).code, 4);
  });

  it("writes nothing with --dry-run, and says what it would do", async () => {
    const cwd = irisRepository();
    const before = refsOf(cwd);
    const [human, json] = await Promise.all([
      muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--dry-run"),
      muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--dry-run", "--format", "json"),
    ]);
    assert.deepEqual([human.code, json.code], [0, 0]);
    assert.match(human.stdout, /✓ allowed[^]*Would move: staging of iris from nobody to v1\.0\.0\. Nothing was moved\.\n$/);
    assert.equal(jsonOf<Moved>(json).status, "would-apply");
    assert.equal(refsOf(cwd), before);
  });

  it("asks for --yes where there is no terminal, before it looks at anything", async () => {
    const cwd = irisRepository();
    const before = refsOf(cwd);
    const { code, stdout, stderr } = await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /no terminal to ask on[^]*`--yes`/);
    assert.equal(refsOf(cwd), before);
  });

  const atTerminal = (cwd: string, answer: string, meanwhile: () => Promise<unknown> = () => Promise.resolve()) =>
    converse(cwd, ["promote", "iris@v1.0.0", "--to", "staging"], /v1\.0\.0\?/, () => meanwhile().then(() => answer));

  it("asks on a terminal, and moves on a yes only", async () => {
    const [yes, no, left] = [irisRepository(), irisRepository(), irisRepository()];
    const [moved, kept, gone] = await Promise.all([atTerminal(yes, "y"), atTerminal(no, "n"), atTerminal(left, "\u0003")]);
    assert.match(moved.stdout, /✓ allowed[^]*Move staging of iris to v1\.0\.0\?[^]*holds staging now/);
    assert.match(git(yes, "tag", "--list"), /iris#staging#1/);
    assert.deepEqual([moved.code, kept.code, gone.code], [0, 2, 2]);
    assert.match(kept.stdout, /nothing was moved/);
    for (const cwd of [no, left]) assert.doesNotMatch(git(cwd, "tag", "--list"), /#staging/);
  });

  it("makes no other move than the one that was shown and said yes to", async () => {
    const cwd = irisRepository();
    const { code, stdout } = await atTerminal(cwd, "y", () => muster({ cwd }, "promote", "iris@v1.1.0", "--to", "staging", "--yes"));
    assert.equal(code, 5, stdout);
    assert.match(stdout, /`staging` of `iris` is held by `v1\.1\.0` now[^]*no longer by nobody; nothing was/);
    assert.match((await muster({ cwd }, "status")).stdout, /staging +v1\.1\.0/);
  });

  it("goes by the commit, and says where the working tree differs", async () => {
    const cwd = irisRepository();
    write(cwd, { "promotion.yaml": policy.replace("min: 0.9", "min: 0.1"), "muster.config.yaml": `${config}intentDeadline: 5m\n` });
    const { code, stderr } = await muster({ cwd }, "promote", "iris@v1.2.0", "--to", "staging", "--yes");
    assert.equal(code, 1);
    assert.match(stderr, /note: `promotion\.yaml` in the working tree is not what commit [0-9a-f]{7} \(HEAD\) has; the commit counts/);
    assert.match(stderr, /note: `muster\.config\.yaml` in the working tree/);
    const quiet = await muster({ cwd }, "promote", "iris@v1.2.0", "--to", "staging", "--yes", "--quiet");
    assert.equal(quiet.stderr, "");
  });

  it("goes by the protected ref where one is configured", async () => {
    const cwd = irisRepository();
    commit(cwd, { "muster.config.yaml": `${config}protectedRef: protected\n` });
    git(cwd, "branch", "protected");
    commit(cwd, { "promotion.yaml": policy.replace("min: 0.9", "min: 0.1") });
    const denied = await muster({ cwd }, "promote", "iris@v1.2.0", "--to", "staging", "--yes");
    assert.equal(denied.code, 1);
    assert.match(denied.stderr, /\(protected\)/);
    git(cwd, "branch", "--force", "protected");
    assert.equal((await muster({ cwd }, "promote", "iris@v1.2.0", "--to", "staging", "--yes")).code, 0);
  });

  it("refuses a policy that is older than the one behind the ledger's newest event", async () => {
    const cwd = irisRepository();
    commit(cwd, { "promotion.yaml": policy.replace("min: 0.9", "min: 0.93") });
    assert.equal((await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes")).code, 0);
    git(cwd, "checkout", "--quiet", "HEAD~");
    const { code, stderr } = await muster({ cwd }, "promote", "iris@v1.1.0", "--to", "staging", "--yes");
    assert.equal(code, 6);
    assert.match(stderr, /rests on the policy of commit [0-9a-f]{7}[^]*git pull/);
  });

  it("works on a detached head", async () => {
    const cwd = irisRepository();
    git(cwd, "checkout", "--quiet", "--detach");
    assert.equal((await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes")).code, 0);
  });

  it("never reads evidence, an instant or a policy that it is handed", async () => {
    const cwd = irisRepository();
    for (const option of ["--evidence", "--at", "--policy"]) {
      const { code, stderr } = await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes", option, "x");
      assert.equal(code, 2);
      assert.match(stderr, /unknown option/);
    }
  });

  const refused: readonly (readonly [string, () => string, number, RegExp])[] = [
    [
      "no git identity",
      () => ((cwd) => (git(cwd, "config", "--unset", "user.email"), cwd))(irisRepository()),
      2,
      /does not know who you are/,
    ],
    [
      "a repository without a commit",
      () => ((cwd) => (write(cwd, { "promotion.yaml": policy, "muster.config.yaml": config }), cwd))(newRepository()),
      2,
      /no commit is called `HEAD`/,
    ],
    [
      "a configuration that was never committed",
      () => ((cwd) => (write(cwd, { "muster.config.yaml": config }), cwd))(newRepository({ "promotion.yaml": policy })),
      2,
      /has no `muster\.config\.yaml`[^]*commit it/,
    ],
    [
      "a protected ref that is not there",
      () => ((cwd) => (commit(cwd, { "muster.config.yaml": `${config}protectedRef: origin/main\n` }), cwd))(irisRepository()),
      2,
      /no commit is called `origin\/main`/,
    ],
    [
      "a deadline that is no duration",
      () => ((cwd) => (commit(cwd, { "muster.config.yaml": `${config}intentDeadline: soon\n` }), cwd))(irisRepository()),
      2,
      /`intentDeadline`/,
    ],
    [
      "a deadline that will never come",
      () => ((cwd) => (commit(cwd, { "muster.config.yaml": `${config}intentDeadline: 99999999999w\n` }), cwd))(irisRepository()),
      2,
      /muster\.config\.yaml:7:17 error[^]*`intentDeadline` takes a duration/,
    ],
    [
      "a ledger on a branch that no branch can be called",
      () => ((cwd) => (commit(cwd, { "muster.config.yaml": `${config}  branch: HEAD\n` }), cwd))(irisRepository()),
      2,
      /muster\.config\.yaml:7:11 error[^]*`branch` takes a name that git allows/,
    ],
    ["two policies", () => ((cwd) => (commit(cwd, { "b.promotion.yaml": policy }), cwd))(irisRepository()), 2, /2 policies govern `iris`/],
    [
      "a remote that is gone",
      () =>
        ((cwd) => (
          git(cwd, "remote", "add", "origin", "/nonexistent/x"),
          commit(cwd, { "muster.config.yaml": config.replaceAll("type: git", "type: git\n  remote: origin") }),
          cwd
        ))(irisRepository()),
      6,
      /could not be reached/,
    ],
  ];
  for (const [what, make, code, expected] of refused) {
    it(`ends with ${code} for ${what}, moves nothing and says so in every format`, async () => {
      const cwd = make();
      const before = refsOf(cwd);
      const [human, json] = await Promise.all([
        muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes"),
        muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes", "--format", "json"),
      ]);
      assert.deepEqual([human.code, json.code, human.stdout], [code, code, ""], human.stderr);
      assert.match(human.stderr, expected);
      assert.equal(jsonOf<PrintedProblem>(json).error.exitCode, code);
      assert.equal(refsOf(cwd), before);
    });
  }

  it("ends with 5 where somebody else is moving the stage, and says who", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    git(cwd, "update-ref", "refs/heads/muster/ledger", "muster/ledger~"); // the intent alone, as after a crash
    git(cwd, "update-ref", "-d", "refs/remotes/origin/muster/ledger");
    const { code, stderr } = await muster({ cwd }, "promote", "iris@v1.1.0", "--to", "staging", "--yes");
    assert.equal(code, 5, stderr);
    assert.match(stderr, /erin@example\.com/);
  });

  it("lets exactly one of several promoters win, and loses nothing", async () => {
    const cwd = irisRepository();
    const answers = await Promise.all(
      ["v1.0.0", "v1.1.0", "v1.0.0", "v1.1.0"].map((version) =>
        muster({ cwd }, "promote", `iris@${version}`, "--to", "staging", "--yes", "--format", "json"),
      ),
    );
    for (const { code, stdout } of answers) assert.ok(code === 0 || code === 5, `${code}: ${stdout}`);
    assert.ok(answers.some(({ code, stdout }) => code === 0 && (JSON.parse(stdout) as Moved).status === "applied"));
    const { stdout } = await muster({ cwd }, "status", "--format", "json");
    assert.doesNotMatch(stdout, /"drift"/);
  });
});

describe("muster rollback", () => {
  it("returns to the version that held the stage before, with the reason in the ledger", async () => {
    const cwd = irisRepository();
    for (const version of ["v1.0.0", "v1.1.0"]) await muster({ cwd }, "promote", `iris@${version}`, "--to", "staging", "--yes");
    const before = refsOf(cwd);
    const rollback = (...args: readonly string[]) =>
      muster({ cwd }, "rollback", "iris", "--stage", "staging", "--reason", "too slow", ...args);
    const planned = await rollback("--dry-run");
    assert.equal(planned.code, 0, planned.stderr);
    assert.match(planned.stdout, /Would move: staging of iris from v1\.1\.0 to v1\.0\.0/);
    assert.equal((await rollback()).code, 2);
    assert.equal(refsOf(cwd), before);
    const { code, stdout } = await rollback("--yes", "--format", "json");
    assert.equal(code, 0);
    const moved = JSON.parse(stdout) as Moved;
    assert.deepEqual(
      [moved.status, moved.from, moved.to, moved.events.map(({ type }) => type)],
      ["applied", "v1.1.0", "v1.0.0", ["rollback.intended", "rollback.applied"]],
    );
    assert.match((await muster({ cwd }, "history", "iris")).stdout, /“too slow”/);
  });

  it("asks for a reason", async () => {
    const { code, stderr } = await muster({ cwd: irisRepository() }, "rollback", "iris", "--stage", "staging", "--yes");
    assert.equal(code, 2);
    assert.match(stderr, /--reason/);
  });
});

describe("muster retire", () => {
  it("leaves a stage without a holder", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    const before = refsOf(cwd);
    const retire = (...args: readonly string[]) => muster({ cwd }, "retire", "iris", "--stage", "staging", "--reason", "replaced", ...args);
    const planned = await retire("--dry-run");
    assert.match(planned.stdout, /Would move: staging of iris from v1\.0\.0 to nobody/);
    assert.equal(refsOf(cwd), before);
    const { code, stdout } = await retire("--yes");
    assert.equal(code, 0);
    assert.match(stdout, /^✓ staging of iris has no holder now; it was held by v1\.0\.0/);
    assert.match((await muster({ cwd }, "status")).stdout, /○ staging +nobody/);
  });
});

import assert from "node:assert/strict";
import { jsonOf, muster, type Answer, type PrintedProblem } from "./muster.js";
import { be, commit, config, git, irisRepository, newRepository, policy, refsOf, write } from "./workspaces.js";

interface Recorded {
  readonly dryRun: boolean;
  readonly tag?: string;
  readonly event: {
    readonly seq: number;
    readonly type: string;
    readonly actor: { readonly identity: string };
    readonly body: Readonly<Record<string, unknown>>;
  };
}

const eventOf = (answer: Answer) => jsonOf<Recorded>(answer).event;

const as = (person: string): string => {
  const cwd = irisRepository();
  be(cwd, person);
  return cwd;
};

describe("muster approve, reject and revoke", () => {
  it("write a person's word, bound to the version and the stage", async () => {
    const cwd = as("alice");
    const say = async (word: string, ...args: readonly string[]) =>
      eventOf(await muster({ cwd }, word, "iris@v1.0.0", "--to", "production", "--format", "json", ...args));
    const approved = await say("approve", "--reason", "looks right");
    assert.deepEqual([approved.type, approved.actor.identity], ["approval.granted", "alice@example.com"]);
    const { model, version, to, reason, stageDigest } = approved.body;
    assert.deepEqual([model, version, to, reason], ["iris", "v1.0.0", "production", "looks right"]);
    assert.match(String(stageDigest), /^sha256:/);
    assert.equal((await say("reject")).type, "approval.rejected");
    assert.equal((await say("revoke")).type, "approval.revoked");
    const { stdout } = await muster({ cwd }, "history", "iris");
    assert.match(stdout, /approved v1\.0\.0 for production[^]*looks right[^]*rejected[^]*took back/);
  });

  it("make a promotion possible that waited for them", async () => {
    const cwd = as("alice");
    const approvals = async () =>
      (await muster({ cwd }, "check", "iris@v1.0.0", "--to", "production", "--requester", "erin@example.com")).stdout;
    assert.match(await approvals(), /approvals:reviewers +0 of 1/);
    const { code, stdout } = await muster({ cwd }, "approve", "iris@v1.0.0", "--to", "production");
    assert.equal(code, 0);
    assert.match(stdout, /^✓ iris: alice@example\.com approved v1\.0\.0 for production\n +event 1 of the ledger, identity claimed\n$/);
    assert.match(await approvals(), /approvals:reviewers +1 of 1[^]*alice@example\.com +\d{4}-\d\d-\d\d · claimed/);
  });

  it("write nothing with --dry-run", async () => {
    const cwd = as("alice");
    const before = refsOf(cwd);
    const [human, json] = await Promise.all([
      muster({ cwd }, "approve", "iris@v1.0.0", "--to", "production", "--dry-run"),
      muster({ cwd }, "reject", "iris@v1.0.0", "--to", "production", "--dry-run", "--format", "json"),
    ]);
    assert.deepEqual([human.code, json.code], [0, 0]);
    assert.match(human.stdout, /would have approved[^]*nothing was written/);
    assert.equal(jsonOf<Recorded>(json).dryRun, true);
    assert.equal(refsOf(cwd), before);
  });

  it("are refused to those whose word could not count, and for what is not there", async () => {
    const cwd = as("erin");
    const before = refsOf(cwd);
    const [stranger, version, stage, name] = await Promise.all([
      muster({ cwd }, "approve", "iris@v1.0.0", "--to", "production"),
      muster({ cwd }, "approve", "iris@v9.9.9", "--to", "production"),
      muster({ cwd }, "approve", "iris@v1.0.0", "--to", "gone", "--format", "json"),
      muster({ cwd }, "approve", "iris", "--to", "production"),
    ]);
    assert.notEqual(stranger.code, 0);
    assert.match(stranger.stderr, /erin@example\.com/);
    assert.deepEqual([version.code, stage.code, name.code], [2, 2, 2]);
    assert.match(jsonOf<PrintedProblem>(stage).error.message, /gone/);
    assert.equal(refsOf(cwd), before);
  });

  it("go by the commit, and say where the working tree differs", async () => {
    const cwd = as("mallory");
    write(cwd, { "promotion.yaml": "reviewers: [mallory@example.com]\n" });
    const { code, stderr } = await muster({ cwd }, "approve", "iris@v1.0.0", "--to", "production");
    assert.notEqual(code, 0);
    assert.match(stderr, /`promotion\.yaml` in the working tree is not what commit/);
  });
});

describe("muster record-check", () => {
  it("writes what an outside check found, where to read it and in a line", async () => {
    const cwd = as("erin");
    const details = ["--url", "https://ci.example.com/1", "--summary", "no bias found"];
    const { type, body } = eventOf(
      await muster({ cwd }, "record-check", "iris@v1.0.0", "bias-audit", "passed", ...details, "--format", "json"),
    );
    assert.equal(type, "check.recorded");
    assert.deepEqual(
      [body["name"], body["status"], body["url"], body["summary"]],
      ["bias-audit", "passed", "https://ci.example.com/1", "no bias found"],
    );
    assert.match((await muster({ cwd }, "check", "iris@v1.0.0", "--to", "production")).stdout, /✓ check:bias-audit/);
  });

  it("takes `passed` and `failed` only, and writes nothing with --dry-run", async () => {
    const cwd = as("erin");
    const before = refsOf(cwd);
    const [bad, dry] = await Promise.all([
      muster({ cwd }, "record-check", "iris@v1.0.0", "bias-audit", "ok"),
      muster({ cwd }, "record-check", "iris@v1.0.0", "bias-audit", "failed", "--dry-run"),
    ]);
    assert.deepEqual([bad.code, dry.code], [2, 0]);
    assert.match(bad.stderr, /a check is `passed` or `failed`, not `ok`/);
    assert.equal(refsOf(cwd), before);
  });
});

describe("muster register", () => {
  it("tags the commit and records who registered it", async () => {
    const cwd = irisRepository();
    const head = commit(cwd, { "metrics/iris.json": '{ "accuracy": 0.97 }' });
    const recorded = jsonOf<Recorded>(await muster({ cwd }, "register", "iris@v2.0.0", "--format", "json"));
    assert.deepEqual([recorded.tag, recorded.event.type, recorded.event.body["version"]], ["iris@v2.0.0", "version.registered", "v2.0.0"]);
    assert.equal(git(cwd, "rev-parse", "iris@v2.0.0^{commit}"), head);
    assert.equal(git(cwd, "cat-file", "-t", "iris@v2.0.0"), "tag");
    assert.match((await muster({ cwd }, "status")).stdout, /candidates: v2\.0\.0/);
  });

  it("registers the commit that it is told to", async () => {
    const cwd = irisRepository();
    const wanted = commit(cwd, { "metrics/iris.json": '{ "accuracy": 0.98 }' });
    commit(cwd, { "metrics/iris.json": '{ "accuracy": 0.1 }' });
    assert.equal((await muster({ cwd }, "register", "iris@v2.0.0", "--commit", "HEAD~")).code, 0);
    assert.equal(git(cwd, "rev-parse", "iris@v2.0.0^{commit}"), wanted);
  });

  it("writes nothing with --dry-run", async () => {
    const cwd = irisRepository();
    commit(cwd, {});
    const before = refsOf(cwd);
    const { code, stdout } = await muster({ cwd }, "register", "iris@v2.0.0", "--dry-run");
    assert.equal(code, 0);
    assert.match(stdout, /would have registered v2\.0\.0[^]*tag iris@v2\.0\.0/);
    assert.equal(refsOf(cwd), before);
  });

  it("writes what is missing where it was cut off between the tag and the event", async () => {
    const cwd = irisRepository();
    commit(cwd, {});
    git(cwd, "tag", "--annotate", "iris@v2.0.0", "--message", "Register");
    assert.equal((await muster({ cwd }, "register", "iris@v2.0.0")).code, 0);
    const again = await muster({ cwd }, "register", "iris@v2.0.0");
    assert.equal(again.code, 1);
    assert.match(again.stderr, /registered already/);
  });

  it("refuses a version that another commit has, a name that is none, and a repository without a commit", async () => {
    const cwd = irisRepository();
    commit(cwd, {});
    const [taken, bad, badDry, dry, empty] = await Promise.all([
      muster({ cwd }, "register", "iris@v1.0.0"),
      muster({ cwd }, "register", "iris@not a version"),
      muster({ cwd }, "register", "iris@v1", "--dry-run"),
      muster({ cwd }, "register", "iris@v1.0.0", "--dry-run"),
      muster({ cwd: newRepository() }, "register", "iris@v1.0.0"),
    ]);
    assert.deepEqual([taken.code, bad.code, badDry.code, dry.code, empty.code], [1, 2, 2, 1, 2]);
    assert.match(taken.stderr, /`v1\.0\.0` already/);
  });

  it("writes neither tag nor event where the facts of the commit cannot be read", async () => {
    const cwd = irisRepository();
    commit(cwd, { "metrics/iris.json": '{ "accuracy": 0.97' });
    const before = refsOf(cwd);
    const { code, stderr } = await muster({ cwd }, "register", "iris@v2.0.0");
    assert.equal(code, 6);
    assert.match(stderr, /`metrics\/iris\.json` at commit [0-9a-f]{7} cannot be read[^]*next: mend the file/);
    assert.equal(refsOf(cwd), before);
  });
});

describe("muster status and history", () => {
  it("show who holds which stage, since when and by whose doing, and what is newer", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    const [human, json, one] = await Promise.all([
      muster({ cwd }, "status"),
      muster({ cwd }, "status", "--format", "json"),
      muster({ cwd }, "status", "iris", "--quiet"),
    ]);
    assert.match(
      human.stdout,
      /^iris {2}promotion\.yaml\n {2}✓ development +every version\n {2}● staging +v1\.0\.0 +since .* UTC \(just now\), by erin@example\.com \(claimed\)\n {2}○ production +nobody\n {2}candidates: v1\.2\.0, v1\.1\.0\n$/,
    );
    const { models } = jsonOf<{
      models: { model: string; candidates: { version: string }[]; stages: { name: string; version?: string; by?: string }[] }[];
    }>(json);
    assert.deepEqual(
      models[0]?.candidates.map(({ version }) => version),
      ["v1.2.0", "v1.1.0"],
    );
    assert.equal(models[0].stages[1]?.by, "erin@example.com");
    assert.equal(one.code, 0);
  });

  it("show where the registry says something else than the ledger", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    git(cwd, "tag", "--annotate", "iris#staging#2", "iris@v1.1.0^{}", "--message", "behind its back");
    const { stdout } = await muster({ cwd }, "status");
    assert.match(stdout, /● staging +v1\.0\.0[^]*! drift: the registry names v1\.1\.0/);
  });

  it("agree with `check`, which says so of what is allowed and could not be promoted", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    git(cwd, "tag", "--annotate", "iris#staging#2", "iris@v1.2.0^{}", "--message", "behind its back");
    const checked = await muster({ cwd }, "check", "iris@v1.1.0", "--to", "staging");
    assert.match(checked.stderr, /note: `staging` was moved without the ledger, which says `v1\.0\.0` and the registry `v1\.2\.0`/);
    const promoted = await muster({ cwd }, "promote", "iris@v1.1.0", "--to", "staging", "--yes");
    assert.deepEqual([checked.code, promoted.code], [0, 5]);
    assert.match(promoted.stderr, /moved without the ledger/);
  });

  it("show no drift any more once what the registry holds was adopted", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    git(cwd, "tag", "--annotate", "iris#staging#2", "iris@v1.1.0^{}", "--message", "behind its back");
    const adopted = await muster({ cwd }, "adopt", "iris", "--reason", "moved by hand in an incident");
    assert.equal(adopted.code, 0);
    assert.match(adopted.stdout, /✓ iris: erin@example\.com recorded what the registry holds: staging v1\.1\.0/);
    const { stdout } = await muster({ cwd }, "status");
    assert.match(stdout, /● staging +v1\.1\.0/);
    assert.doesNotMatch(stdout, /drift/);
  });

  it("say that there is nothing to adopt, and write nothing, where ledger and registry agree", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    const before = git(cwd, "rev-parse", "muster/ledger");
    const [human, json] = [await muster({ cwd }, "adopt", "iris"), await muster({ cwd }, "adopt", "iris", "--format", "json")];
    assert.deepEqual([human.code, json.code], [0, 0]);
    assert.match(human.stdout, /✓ iris: the ledger and the registry agree [^]*there is nothing to adopt\n$/);
    assert.deepEqual(jsonOf(json), { event: null });
    assert.equal(git(cwd, "rev-parse", "muster/ledger"), before);
  });

  it("show a move that was begun and not finished", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    git(cwd, "update-ref", "refs/heads/muster/ledger", "muster/ledger~");
    assert.match((await muster({ cwd }, "status")).stdout, /! open: promotion of staging to v1\.0\.0 by erin@example\.com \(event 1\)/);
  });

  it("show one that was given up with what settles it, which says what it wrote", async () => {
    const cwd = irisRepository();
    commit(cwd, { "muster.config.yaml": `${config}intentDeadline: 1s\n` });
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    git(cwd, "update-ref", "refs/heads/muster/ledger", "muster/ledger~");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.match(
      (await muster({ cwd }, "status")).stdout.replaceAll(/\s+/g, " "),
      /given up since [^:]+:\d+ UTC: `muster promote iris@v1\.0\.0 --to staging` settles it/,
    );
    const checked = await muster({ cwd }, "check", "iris@v1.0.0", "--to", "staging");
    assert.match(checked.stderr, /note: `erin@example\.com` announced at [^]* the next move of that stage does/);
    const promoted = await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    assert.match(promoted.stdout, /holds staging already: there was nothing to move; in the ledger: event 2\s+promotion\.applied/);
  });

  it("show models that no policy governs", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    write(cwd, { "promotion.yaml": policy.replace('models: ["iris"]', 'models: ["rose"]') });
    const { code, stdout, stderr } = await muster({ cwd }, "status");
    assert.equal(code, 0);
    assert.match(stdout, /iris {2}no policy governs it[^]*● staging +v1\.0\.0/);
    assert.match(stderr, /note: no policy governs `iris`/);
  });

  it("show holders although a policy is broken, and end with 2", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    write(cwd, { "promotion.yaml": "version: 1\n" });
    const [human, json] = [await muster({ cwd }, "status"), await muster({ cwd }, "status", "--format", "json")];
    assert.deepEqual([human.code, json.code], [2, 2]);
    assert.match(human.stdout, /iris {2}its policy cannot be used[^]*● staging +v1\.0\.0/);
    assert.match(human.stderr, /note: `promotion\.yaml` cannot be used/);
    const [{ problem } = {}] = jsonOf<{ models: { problem?: { code: string } }[] }>(json).models;
    assert.equal(problem?.code, "policy");
  });

  it("end with 2 for a model that is not there, and name those that are", async () => {
    const cwd = irisRepository();
    const [status, history] = await Promise.all([muster({ cwd }, "status", "rose"), muster({ cwd }, "history", "rose")]);
    assert.deepEqual([status.code, history.code], [2, 2]);
    assert.match(status.stderr, /no model `rose`[^]*`iris`/);
  });

  it("say, as all that take a model alone, that a version does not belong there", async () => {
    const cwd = irisRepository();
    const reason = ["--stage", "staging", "--reason", "x", "--yes"];
    for (const args of [["status"], ["history"], ["adopt"], ["rollback", ...reason], ["retire", ...reason]]) {
      const [command = "", ...rest] = args;
      const { code, stderr } = await muster({ cwd }, command, "iris@v1.0.0", ...rest);
      assert.equal(code, 2, command);
      assert.match(stderr, /`iris@v1\.0\.0`[^]*name the model alone, without a version: `iris`\n/);
    }
  });

  it("give the events in order, as JSON too", async () => {
    const cwd = irisRepository();
    await muster({ cwd }, "promote", "iris@v1.0.0", "--to", "staging", "--yes");
    const [human, json] = await Promise.all([muster({ cwd }, "history", "iris"), muster({ cwd }, "history", "iris", "--format", "json")]);
    assert.match(
      human.stdout,
      /1 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}erin@example\.com began a promotion: staging to v1\.0\.0\n {2}2 {2}.* promoted: staging is held by v1\.0\.0/,
    );
    assert.deepEqual(
      jsonOf<{ events: { seq: number }[] }>(json).events.map(({ seq }) => seq),
      [1, 2],
    );
  });
});

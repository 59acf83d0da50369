import assert from "node:assert/strict";
import { join } from "node:path";
import { jsonOf, muster, type PrintedProblem } from "./muster.js";
import { be, commit, git, irisRepository, newFolder, newRepository, write } from "./workspaces.js";

const small = {
  "promotion.yaml": 'version: 1\nname: p\nmodels: ["m"]\nstages:\n  - name: live\n    gates:\n      - tag: card\n        exists: true\n',
  "evidence.json": JSON.stringify({ model: "m", candidate: { version: "1", tags: { card: "x" } } }),
};

describe("muster check without a configuration", () => {
  const checkSmall = (args: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = {}, stdin?: string | Uint8Array) =>
    muster({ cwd: newFolder({ ...small, ...files }), ...(stdin !== undefined && { stdin }) }, "check", ...args);

  it("decides on a file of evidence by the policy that governs its model", async () => {
    const { code, stdout, stderr } = await checkSmall(["--evidence", "evidence.json", "--to", "live"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /m@1 → live .*✓ allowed/);
  });

  it("takes the policy that it is told to take, and the evidence from stdin", async () => {
    const other = { "other.yaml": small["promotion.yaml"].replace("card", "other") };
    const answer = await checkSmall(["--policy", "other.yaml", "--evidence", "-", "--to", "live"], other, small["evidence.json"]);
    assert.equal(answer.code, 1);
    assert.match(answer.stdout, /other\.yaml:7/);
  });

  it("refuses evidence from stdin that is no text", async () => {
    const { code, stderr } = await checkSmall(["--evidence", "-", "--to", "live"], {}, Buffer.from([0x7b, 0xff, 0x7d]));
    assert.equal(code, 2);
    assert.match(stderr, /`stdin` is no UTF-8 text/);
  });

  it("takes a policy by its whole path", async () => {
    const cwd = newFolder(small);
    const { code } = await muster(
      { cwd },
      "check",
      "--policy",
      `${cwd}/promotion.yaml`,
      "--evidence",
      `${cwd}/evidence.json`,
      "--to",
      "live",
    );
    assert.equal(code, 0);
  });

  it("gives the same bytes for the same policy, evidence and instant", async () => {
    const args = ["--evidence", "evidence.json", "--to", "live", "--at", "2026-11-20T10:00:00Z", "--format", "json"];
    const [one, other] = await Promise.all([checkSmall(args), checkSmall(args)]);
    assert.equal(one.stdout, other.stdout);
    assert.equal(jsonOf<{ at: string }>(one).at, "2026-11-20T10:00:00Z");
  });

  it("says the verdict in a line with --quiet", async () => {
    const { code, stdout } = await checkSmall(["--quiet", "--evidence", "evidence.json", "--to", "live"], {
      "evidence.json": JSON.stringify({ model: "m", candidate: { version: "1" } }),
    });
    assert.equal(code, 1);
    assert.equal(stdout, "✗ denied  m@1 → live: tag `card` is missing\n");
  });

  const refused: readonly (readonly [string, readonly string[], Readonly<Record<string, string | Uint8Array>>, RegExp])[] = [
    ["no model and no evidence", ["--to", "live"], {}, /no model version was named/],
    ["a name without a version", ["m", "--to", "live"], {}, /`m` names no version/],
    ["no target stage", ["--evidence", "evidence.json"], {}, /no target stage was named/],
    [
      "a stage that the policy does not have",
      ["--evidence", "evidence.json", "--to", "prod"],
      {},
      /has no stage `prod`[^]*its stages are `live`/,
    ],
    [
      "a name that the evidence is not about",
      ["m@2", "--evidence", "evidence.json", "--to", "live"],
      {},
      /the evidence is about `m@1`, not `m@2`/,
    ],
    ["an instant that is none", ["--evidence", "evidence.json", "--to", "live", "--at", "tomorrow"], {}, /`tomorrow` is not an instant/],
    ["evidence without an end", ["--evidence", "/dev/zero", "--to", "live"], {}, /`\/dev\/zero` is larger than the 16 MiB that are read/],
    [
      "evidence that is no text",
      ["--evidence", "evidence.json", "--to", "live"],
      { "evidence.json": Buffer.from(small["evidence.json"].replace("x", "\xff"), "latin1") },
      /`evidence\.json` is no UTF-8 text/,
    ],
    [
      "a policy that is no text",
      ["--policy", "promotion.yaml", "--evidence", "evidence.json", "--to", "live"],
      { "promotion.yaml": Buffer.from(small["promotion.yaml"].replace("name: p", "name: \xe9"), "latin1") },
      /`promotion\.yaml` is no UTF-8 text/,
    ],
    ["a policy without a name", ["--policy", "", "--evidence", "evidence.json", "--to", "live"], {}, /the file after `--policy` is empty/],
    ["evidence without a name", ["--evidence", "", "--to", "live"], {}, /the file after `--evidence` is empty/],
    ["evidence that is not there", ["--evidence", "gone.json", "--to", "live"], {}, /there is no file `gone\.json`/],
    ["a policy that is not there", ["--policy", "gone.yaml", "--evidence", "evidence.json", "--to", "live"], {}, /gone\.yaml/],
    [
      "evidence that is no JSON",
      ["--evidence", "evidence.json", "--to", "live"],
      { "evidence.json": '{ "model": ' },
      /evidence\.json:1:\d+ error/,
    ],
    [
      "evidence without a candidate",
      ["--evidence", "evidence.json", "--to", "live"],
      { "evidence.json": '{ "model": "m" }' },
      /`candidate` is missing/,
    ],
    [
      "evidence whose keys have the wrong types",
      ["--evidence", "evidence.json", "--to", "live"],
      { "evidence.json": '{ "model": "m", "candidate": { "version": 1, "tags": "x" } }' },
      /evidence\.json:1:\d+ error wrong-type/,
    ],
    [
      "a model that no policy governs",
      ["--evidence", "evidence.json", "--to", "live"],
      { "evidence.json": '{ "model": "x", "candidate": { "version": "1" } }' },
      /no policy governs `x`[^]*looked at `promotion\.yaml` \(m\)/,
    ],
    [
      "two policies that govern the model",
      ["--evidence", "evidence.json", "--to", "live"],
      { "b.promotion.yaml": small["promotion.yaml"] },
      /2 policies govern `m`: `b\.promotion\.yaml` and `promotion\.yaml`/,
    ],
    [
      "a policy with an error",
      ["--evidence", "evidence.json", "--to", "live"],
      { "promotion.yaml": small["promotion.yaml"].replace("exists", "exsits") },
      /promotion\.yaml:8:9 error unknown-key[^]*did you mean `exists`/,
    ],
    [
      "a broken policy that may govern the model too",
      ["--evidence", "evidence.json", "--to", "live"],
      { "b.promotion.yaml": "version: 1\n" },
      /`b\.promotion\.yaml` cannot be used/,
    ],
  ];
  for (const [what, args, files, expected] of refused) {
    it(`ends with 2 for ${what}, and says so in every format`, async () => {
      const [human, json] = await Promise.all([checkSmall(args, files), checkSmall([...args, "--format", "json"], files)]);
      assert.deepEqual([human.code, json.code, human.stdout], [2, 2, ""]);
      assert.match(human.stderr, expected);
      const { error } = jsonOf<PrintedProblem>(json);
      assert.equal(error.exitCode, 2);
      assert.notEqual(error.message, "");
    });
  }

  it("passes over a broken policy that governs other models", async () => {
    const { code } = await checkSmall(["--evidence", "evidence.json", "--to", "live"], {
      "b.promotion.yaml": 'version: 1\nname: b\nmodels: ["b-*"]\nstagse: []\n',
    });
    assert.equal(code, 0);
  });

  it("tells no lie about a value that only looks like a number", async () => {
    const policy = small["promotion.yaml"].replace("tag: card\n        exists: true", "metric: auc\n        min: 0.5");
    const judge = (auc: unknown) =>
      checkSmall(["--evidence", "evidence.json", "--to", "live", "--format", "json"], {
        "promotion.yaml": policy,
        "evidence.json": JSON.stringify({ model: "m", candidate: { version: "1", metrics: { auc } } }),
      });
    const answers = await Promise.all(["0.9", "NaN", null, true].map(judge));
    assert.deepEqual(
      answers.map(({ code }) => code),
      [4, 4, 4, 4],
    );
  });

  it("shows what a registry says as text, never as a command to the terminal", async () => {
    const evidence = JSON.stringify({ model: "m", candidate: { version: "1\u001b[31m", tags: {} } });
    const { stdout } = await checkSmall(["--evidence", "evidence.json", "--to", "live"], { "evidence.json": evidence });
    assert.ok(!stdout.includes("\u001b"), stdout);
    assert.match(stdout, /m@1\\u001b\[31m/);
  });
});

describe("muster check with a registry", () => {
  it("collects what the gates ask for from registry and ledger", async () => {
    const cwd = irisRepository();
    const [staging, bad, production] = await Promise.all([
      muster({ cwd }, "check", "iris@v1.0.0", "--to", "staging", "--format", "json"),
      muster({ cwd }, "check", "iris@v1.2.0", "--to", "staging"),
      muster({ cwd }, "check", "iris@v1.0.0", "--to", "production"),
    ]);
    assert.deepEqual([staging.code, bad.code, production.code], [0, 1, 1]);
    assert.equal(jsonOf<{ requester: string }>(staging).requester, "erin@example.com");
    assert.match(bad.stdout, /metric:accuracy +0\.5 +≥ 0\.9 +-0\.4/);
    assert.match(production.stdout, /muster promote iris@v1\.0\.0 --to staging/);
  });

  it("finds the configuration from a folder below, and decides without a git identity", async () => {
    const cwd = irisRepository();
    git(cwd, "config", "--unset", "user.email");
    const { code, stdout } = await muster({ cwd: join(cwd, "metrics") }, "check", "iris@v1.0.0", "--to", "staging");
    assert.equal(code, 0);
    assert.match(stdout, /allowed/);
  });

  it("reads the working tree, and with --ref a commit", async () => {
    const cwd = irisRepository();
    write(cwd, { "promotion.yaml": small["promotion.yaml"].replace('"m"', '"iris"') });
    const [edited, committed] = await Promise.all([
      muster({ cwd }, "check", "iris@v1.0.0", "--to", "staging"),
      muster({ cwd }, "check", "iris@v1.0.0", "--to", "staging", "--ref", "HEAD"),
    ]);
    assert.deepEqual([edited.code, committed.code], [2, 0]);
    assert.match(edited.stderr, /has no stage `staging`/);
  });

  it("works on a detached head", async () => {
    const cwd = irisRepository();
    git(cwd, "checkout", "--quiet", "--detach");
    assert.equal((await muster({ cwd }, "check", "iris@v1.0.0", "--to", "staging")).code, 0);
  });

  const refused: readonly (readonly [string, () => string, readonly string[], number, RegExp])[] = [
    ["a version that is not registered", irisRepository, ["iris@v9.0.0", "--to", "staging"], 2, /v9\.0\.0/],
    [
      "a configuration that is no text",
      () => {
        const cwd = irisRepository();
        commit(cwd, { "muster.config.yaml": Buffer.from([0xff]) });
        return cwd;
      },
      ["iris@v1.0.0", "--to", "staging", "--ref", "HEAD"],
      2,
      /`muster\.config\.yaml` is no UTF-8 text/,
    ],
    ["a commit that is not there", irisRepository, ["iris@v1.0.0", "--to", "staging", "--ref", "gone"], 2, /no commit is called `gone`/],
    ["no configuration", () => newFolder(small), ["m@1", "--to", "live"], 2, /there is no `muster\.config\.yaml`[^]*muster init/],
    [
      "no repository",
      () => newFolder({ ...small, "muster.config.yaml": "version: 1\nregistry: { type: git }\nledger: { type: git }\n" }),
      ["m@1", "--to", "live"],
      2,
      /not a git repository/,
    ],
    [
      "a configuration without a registry",
      () => newRepository({ ...small, "muster.config.yaml": "version: 1\n" }),
      ["m@1", "--to", "live"],
      2,
      /names no registry/,
    ],
    [
      "a configuration with an error",
      () => newRepository({ ...small, "muster.config.yaml": "version: 1\nregistery: { type: git }\n" }),
      ["m@1", "--to", "live"],
      2,
      /muster\.config\.yaml:2:1 error unknown-key/,
    ],
    [
      "evidence that is a folder",
      () => newRepository({ ...small, "evidence/e.json": "{}" }),
      ["--policy", "promotion.yaml", "--evidence", "evidence"],
      2,
      /`evidence` is a folder, not a file/,
    ],
    [
      "a remote that is gone",
      () => withRemote("/nonexistent/repository"),
      ["iris@v1.0.0", "--to", "staging"],
      6,
      /remote could not be reached/,
    ],
  ];
  for (const [what, make, args, code, expected] of refused) {
    it(`ends with ${code} for ${what}`, async () => {
      const cwd = make();
      const [human, json] = await Promise.all([muster({ cwd }, "check", ...args), muster({ cwd }, "check", ...args, "--format", "json")]);
      assert.deepEqual([human.code, json.code, human.stdout], [code, code, ""]);
      assert.match(human.stderr, expected);
      assert.equal(jsonOf<PrintedProblem>(json).error.exitCode, code);
    });
  }
});

const withRemote = (address: string): string => {
  const cwd = irisRepository();
  git(cwd, "remote", "add", "origin", address);
  be(cwd, "erin");
  commit(cwd, {
    "muster.config.yaml":
      "version: 1\nregistry: { type: git, remote: origin, metrics: ['metrics/{model}.json'] }\nledger: { type: git, remote: origin }\n",
  });
  return cwd;
};

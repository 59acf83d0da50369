/** Every candidate of a registry at once. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bin, execute, jsonOf, muster, terminal, type PrintedProblem } from "./muster.js";
import { commit, config, git, irisRepository, newRepository, policy, refsOf } from "./workspaces.js";

interface Swept {
  readonly to: string;
  readonly candidates: readonly {
    readonly model: string;
    readonly version?: string;
    readonly verdict: string;
    readonly gates?: readonly { readonly id: string; readonly message: string }[];
    readonly problem?: { readonly code: string };
  }[];
  readonly summary: {
    readonly candidates: number;
    readonly ungoverned: number;
    readonly withoutStage: number;
    readonly verdicts: Readonly<Record<string, number>>;
  };
}

const sweptBy = ({ candidates }: Swept) =>
  candidates.map(({ model, version, verdict }) => `${model}${version === undefined ? "" : `@${version}`} ${verdict}`);

describe("muster sweep", () => {
  it("decides about every candidate as `check` does, newest first, and writes nothing", async () => {
    const cwd = irisRepository();
    const before = refsOf(cwd);
    const [human, json] = [
      await muster({ cwd }, "sweep", "--to", "staging"),
      await muster({ cwd }, "sweep", "--to", "staging", "--format", "json"),
    ];
    assert.deepEqual([human.code, json.code, human.stderr], [1, 1, ""]);
    assert.deepEqual(human.stdout.split("\n"), [
      "✗ denied   iris@v1.2.0               metric:accuracy: `accuracy` is 0.5, below the minimum 0.9",
      "✓ allowed  iris@v1.1.0",
      "✓ allowed  iris@v1.0.0",
      "staging: 3 candidates: 2 allowed, 1 denied",
      "",
    ]);
    const { candidates, summary } = jsonOf<Swept>(json);
    assert.deepEqual(
      candidates.map(({ gates = [] }) => gates.map(({ id }) => id)),
      [["metric:accuracy"], [], []],
    );
    assert.deepEqual(summary, {
      candidates: 3,
      ungoverned: 0,
      withoutStage: 0,
      verdicts: { allowed: 2, waiting: 0, denied: 1, unknown: 0 },
    });
    for (const { version = "", verdict } of candidates) {
      const checked = await muster({ cwd }, "check", `iris@${version}`, "--to", "staging", "--format", "json");
      assert.equal(jsonOf<{ readonly verdict: string }>(checked).verdict, verdict, version);
    }
    assert.equal(refsOf(cwd), before);
  });

  it("leaves out what is no newer than the holder, and ends with 3 where people are missing", async () => {
    const cwd = irisRepository();
    assert.equal((await muster({ cwd }, "promote", "iris@v1.1.0", "--to", "staging", "--yes")).code, 0);
    const staging = await muster({ cwd }, "sweep", "--to", "staging", "--format", "json");
    assert.deepEqual(sweptBy(jsonOf<Swept>(staging)), ["iris@v1.2.0 denied"]);
    const quiet = await muster({ cwd }, "sweep", "--to", "production", "--quiet");
    assert.deepEqual([quiet.code, quiet.stdout], [1, "production: 3 candidates: 1 waiting, 2 denied\n"]);
    git(cwd, "tag", "--delete", "iris@v1.2.0", "iris@v1.0.0");
    assert.equal((await muster({ cwd }, "sweep", "--to", "production")).code, 3);
    assert.deepEqual(await muster({ cwd }, "sweep", "--to", "staging"), {
      code: 0,
      stdout: "staging: there is no candidate\n",
      stderr: "",
    });
  });

  it("tells what it passed over, and of a version whose facts cannot be read that it is unknown: the worst", async () => {
    const cwd = irisRepository();
    const tag = (name: string) => git(cwd, "tag", "--annotate", name, "--message", `Registering artifact ${name}`);
    tag("cards@v1.0.0");
    tag("mail@v1.0.0");
    commit(cwd, {
      "mail.promotion.yaml":
        'version: 1\nname: mail\nmodels: ["mail"]\nstages:\n  - name: live\n    gates:\n      - tag: card\n        exists: true\n',
      "metrics/iris.json": "{ not JSON",
    });
    tag("iris@v1.3.0");
    const { code, stdout } = await muster({ cwd }, "sweep", "--to", "staging");
    assert.equal(code, 4);
    assert.match(stdout, /^\? unknown {2}iris@v1\.3\.0 .*metrics\/iris\.json/);
    assert.match(
      stdout,
      /^staging: 4 candidates: 2 allowed, 1 denied, 1 unknown\npassed over: 1 model that no policy governs, 1 model whose policy has no such stage\n$/m,
    );
    const one = await muster({ cwd }, "sweep", "--to", "staging", "--model", "ir*", "--format", "json");
    assert.deepEqual(jsonOf<Swept>(one).summary, {
      candidates: 4,
      ungoverned: 0,
      withoutStage: 0,
      verdicts: { allowed: 2, waiting: 0, denied: 1, unknown: 1 },
    });
  });

  it("decides nothing by a policy with errors", async () => {
    const cwd = newRepository({ "promotion.yaml": policy.replace("min: 0.9", "mim: 0.9"), "muster.config.yaml": config });
    git(cwd, "tag", "--annotate", "iris@v1.0.0", "--message", "Registering artifact iris version v1.0.0");
    const answer = await muster({ cwd }, "sweep", "--to", "staging", "--format", "json");
    assert.equal(answer.code, 4);
    assert.deepEqual(
      jsonOf<Swept>(answer).candidates.map(({ model, version, verdict, problem }) => [model, version, verdict, problem?.code]),
      [["iris", undefined, "unknown", "policy"]],
    );
  });

  it("ends with 2 for a stage or a model that is not there, and says which was meant", async () => {
    const cwd = irisRepository();
    const stage = await muster({ cwd }, "sweep", "--to", "stagin");
    assert.deepEqual([stage.code, stage.stdout], [2, ""]);
    assert.match(stage.stderr, /no policy has a stage `stagin`[^]*did you mean `staging`\?/);
    const model = await muster({ cwd }, "sweep", "--to", "staging", "--model", "rose*", "--format", "json");
    assert.deepEqual([model.code, jsonOf<PrintedProblem>(model).error.code], [2, "absent"]);
  });

  it("writes each format to where it is asked to", async () => {
    const cwd = irisRepository();
    const { code, stdout } = await muster({ cwd }, "sweep", "--to", "staging", "--format", "human", "--format", "json=sweep.json");
    assert.equal(code, 1);
    assert.match(stdout, /^staging: 3 candidates/m);
    const written = JSON.parse(readFileSync(join(cwd, "sweep.json"), "utf8")) as Swept;
    assert.deepEqual(sweptBy(written), ["iris@v1.2.0 denied", "iris@v1.1.0 allowed", "iris@v1.0.0 allowed"]);
  });

  it("shows on a terminal how far it is, and takes that away", async () => {
    const cwd = irisRepository();
    const { stdout } = await execute(terminal, ["-qec", `'${process.execPath}' '${bin}' sweep --to staging`, "/dev/null"], {
      cwd,
      env: { NO_COLOR: "1", TERM: "xterm" },
    });
    assert.match(stdout, /█+░+ 1 of 3/);
    assert.ok(stdout.lastIndexOf("█") < stdout.lastIndexOf("\u001b[K"), "the bar is gone in the end");
  });
});

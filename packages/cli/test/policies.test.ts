import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { builtInGates, diagnosticCodes } from "@muster/core";
import { bin, execute, jsonOf, muster, type PrintedProblem } from "./muster.js";
import { git, newFolder, newRepository, write } from "./workspaces.js";

const sound = 'version: 1\nname: p\nmodels: ["m"]\nstages:\n  - name: live\n    gates:\n      - tag: card\n        exists: true\n';
const mistyped = sound.replace("exists", "exsits");
/** A group that decides nothing: a warning or a hint, no error. */
const idle = sound.replace("stages:", "groups:\n  unused: [alice@example.com]\nstages:");

interface Validated {
  readonly files: readonly string[];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly range: { readonly file: string; readonly start: { readonly line: number } };
  }[];
}

describe("muster validate", () => {
  it("finds nothing wrong with a sound policy", async () => {
    const { code, stdout, stderr } = await muster({ cwd: newFolder({ "promotion.yaml": sound }) }, "validate");
    assert.deepEqual([code, stdout, stderr], [0, "1 policy file: no problem found\n", ""]);
  });

  it("shows where an error is, what is wrong and what was meant, and ends with 2", async () => {
    const cwd = newFolder({ "promotion.yaml": mistyped });
    const [human, json] = await Promise.all([muster({ cwd }, "validate"), muster({ cwd }, "validate", "--format", "json")]);
    assert.deepEqual([human.code, json.code, human.stderr], [2, 2, ""]);
    const lines = human.stdout.split("\n");
    assert.match(lines[0] ?? "", /^promotion\.yaml:8:9 error unknown-key /);
    assert.equal(lines[1], "  8 │         exsits: true");
    assert.equal(lines[2], "    │         ^^^^^^");
    assert.equal(lines[3], "  help: did you mean `exists`?");
    const { files, diagnostics } = jsonOf<Validated>(json);
    assert.deepEqual(files, ["promotion.yaml"]);
    assert.deepEqual(
      diagnostics.map(({ code, range }) => [code, range.start.line]),
      [["unknown-key", 8]],
    );
  });

  it("counts warnings as errors with --strict only", async () => {
    const cwd = newFolder({ "promotion.yaml": idle });
    const [lax, strict, json] = await Promise.all([
      muster({ cwd }, "validate"),
      muster({ cwd }, "validate", "--strict"),
      muster({ cwd }, "validate", "--strict", "--format", "json"),
    ]);
    assert.deepEqual([lax.code, strict.code, json.code], [0, 2, 2]);
    assert.match(lax.stdout, /warning unused-group/);
  });

  it("tells of stages that the registry cannot keep, in the policy and in the configuration", async () => {
    const policy = sound.replace("name: live", "name: eu/live");
    const config = (stages: string) => `version: 1\nregistry:\n  type: mlflow\n  stages: ${stages}\nledger:\n  type: git\n`;
    const told = async (stages: string, ...args: readonly string[]) => {
      const cwd = newFolder({ "promotion.yaml": policy, "muster.config.yaml": config(stages) });
      const { code, stdout, stderr } = await muster({ cwd }, "validate", ...args);
      return [code, (stdout + stderr).split("\n").find((line) => line.includes(" error ") || line.includes(" warning "))];
    };
    const alias = "error bad-alias stage `eu/live`: MLflow takes only letters, digits, `_` and `-`";
    assert.deepEqual(await told("{}"), [2, `promotion.yaml:5:11 ${alias}`]);
    assert.deepEqual(await told("{ eu/live: { alias: eu-live } }"), [0, undefined]);
    assert.deepEqual(await told("{ eu/live: { alias: latest } }"), [
      2,
      "muster.config.yaml:4:31 error bad-alias MLflow keeps the alias `latest` for itself",
    ]);
    const stray = "{ eu/live: { alias: live }, us/live: { alias: us } }";
    assert.deepEqual(await told(stray), [0, "muster.config.yaml:4:39 warning unknown-stage no policy has a stage `us/live`"]);
    assert.deepEqual(await told(stray, "promotion.yaml"), [0, undefined], "another policy may have it");
  });

  describe("looks at a policy test that it is given", () => {
    const tested = (to: string) =>
      `version: 1\nto: ${to}\nat: 2026-11-20T10:00:00Z\nevidence: { model: m, candidate: { version: v1 } }\ncases:\n  - name: none\n    expect: denied\n`;
    const validate = (files: Readonly<Record<string, string>>, ...named: readonly string[]) =>
      muster({ cwd: newFolder(files) }, "validate", ...named);

    it("and finds nothing wrong with a sound one", async () => {
      const { code, stdout } = await validate({ "promotion.yaml": sound, "promotion.test.yaml": tested("live") }, "promotion.test.yaml");
      assert.deepEqual([code, stdout], [0, "1 policy test: no problem found\n"]);
    });

    it("and tells where it does not fit its policy, with what was meant", async () => {
      const files = { "promotion.yaml": sound, "promotion.test.yaml": tested("lvie") };
      const { code, stdout } = await validate(files, "promotion.test.yaml");
      assert.equal(code, 2);
      assert.match(stdout, /^promotion\.test\.yaml:2:5 error unknown-stage .*`lvie`.*\n.*lvie.*\n.*\^{4}\n.*`live`/);
      assert.equal((await validate(files)).code, 0, "else only the policies are looked at");
    });

    it("and tells where it has not the form of one", async () => {
      const { code, stdout } = await validate(
        { "promotion.yaml": sound, "promotion.test.yaml": tested("live").replace("cases", "casse") },
        "promotion.test.yaml",
      );
      assert.equal(code, 2);
      assert.match(stdout, /^promotion\.test\.yaml:5:1 error unknown-key .*`casse`/m);
      assert.match(stdout, /`cases`/);
    });

    it("and beside its policy, whose errors are told once", async () => {
      const files = { "promotion.yaml": mistyped, "promotion.test.yaml": tested("live") };
      const { code, stdout } = await validate(files, "promotion.yaml", "promotion.test.yaml");
      assert.equal(code, 2);
      assert.match(stdout, /^promotion\.yaml:8:9 error/);
      assert.match(stdout, /1 policy file, 1 policy test: 1 error\n$/);
    });
  });

  it("looks at the files that it is given, and names them as they were given", async () => {
    const cwd = newFolder({ "a/one.yaml": sound, "a/two.yaml": mistyped.replace('"m"', '"n"') });
    const { code, stdout } = await muster({ cwd }, "validate", "a/one.yaml", "./a/two.yaml");
    assert.equal(code, 2);
    assert.match(stdout, /^\.?\/?a\/two\.yaml:8:9 error/);
    assert.match(stdout, /2 policy files: 1 error/);
  });

  it("finds the policies of the configuration from a folder below it", async () => {
    const cwd = newFolder({
      "muster.config.yaml": "version: 1\npolicies: [policies/*.yaml]\n",
      "policies/p.yaml": mistyped,
      "deep/er/file": "",
    });
    const { code, stdout } = await muster({ cwd: join(cwd, "deep/er") }, "validate");
    assert.equal(code, 2);
    assert.match(stdout, /^\.\.\/\.\.\/policies\/p\.yaml:8:9 error/);
  });

  it("passes over what is installed and what is git's", async () => {
    const cwd = newFolder({ "promotion.yaml": sound, "node_modules/x/promotion.promotion.yaml": mistyped });
    assert.equal((await muster({ cwd }, "validate")).code, 0);
  });

  it("tells both files where two policies may govern one model", async () => {
    const cwd = newFolder({ "promotion.yaml": sound, "b.promotion.yaml": sound });
    const { stdout } = await muster({ cwd }, "validate");
    assert.match(stdout, /two-policies/);
    assert.match(stdout, /`?b\.promotion\.yaml`?/);
    assert.match(stdout, /`?promotion\.yaml`?/);
  });

  it("reads what a policy extends", async () => {
    const base = sound.replace("name: p", "name: base");
    const derived = 'version: 1\nname: p\nextends: base.yaml\nmodels: ["m"]\nstages:\n  - name: live\n';
    const [there, gone] = await Promise.all([
      muster({ cwd: newFolder({ "promotion.yaml": derived, "base.yaml": base }) }, "validate"),
      muster({ cwd: newFolder({ "promotion.yaml": derived }) }, "validate"),
    ]);
    assert.deepEqual([there.code, gone.code], [0, 2], there.stdout);
    assert.match(gone.stdout, /extends-not-found/);
  });

  it("shows nothing of a file outside of the repository that a policy says it extends, nor by a link", async () => {
    const derived = 'version: 1\nname: p\nextends: shared/base.yaml\nmodels: ["m"]\nstages:\n  - name: live\n';
    const above = newFolder({ "base.yaml": "hunter2\n", "own/policies/base.yaml": sound });
    const cwd = join(above, "own");
    git(cwd, "init", "--quiet");
    write(cwd, { "policies/promotion.yaml": derived.replace("shared/", "../../") });
    symlinkSync(above, join(cwd, "policies/shared"));
    write(cwd, { "policies/linked.promotion.yaml": derived, "policies/own.promotion.yaml": derived.replace("shared/", "./") });
    const validated = (name: string) => muster({ cwd }, "validate", `policies/${name}`);
    const [outside, linked, own] = await Promise.all(["promotion.yaml", "linked.promotion.yaml", "own.promotion.yaml"].map(validated));
    assert.deepEqual([outside?.code, linked?.code, own?.code], [2, 2, 0], own?.stdout);
    for (const answer of [outside, linked]) {
      assert.match(answer?.stdout ?? "", /extends-not-found .* lies outside\s+of\s+the repository/);
      assert.doesNotMatch(answer?.stdout ?? "", /hunter2/);
    }
  });

  it("ends with 2 where there is no policy, and says where it looked", async () => {
    const cwd = newFolder();
    const [human, json] = await Promise.all([muster({ cwd }, "validate"), muster({ cwd }, "validate", "--format", "json")]);
    assert.deepEqual([human.code, json.code], [2, 2]);
    assert.match(human.stderr, /there is no policy: no file matches `promotion\.yaml`[^]*muster init/);
    assert.match(jsonOf<PrintedProblem>(json).error.message, /there is no policy/);
  });

  it("ends with 2 for a file that is not there or is no text", async () => {
    const cwd = newFolder({ "bad.yaml": "\u0000" });
    const [gone, bad] = await Promise.all([muster({ cwd }, "validate", "gone.yaml"), muster({ cwd }, "validate", "bad.yaml")]);
    assert.deepEqual([gone.code, bad.code], [2, 2]);
    assert.match(gone.stdout, /there is no file `gone\.yaml`\n {2}help: correct its name or its folder\n/);
  });

  it("reads a file however it is named, and once where it is named in two ways", async () => {
    const cwd = newFolder({
      "ml/promotion.yaml": "version: 2\n",
      "ml/promotion.test.yaml": "version: 1\npolicy: promotion.yaml\ncases: []\n",
    });
    const named = [`${cwd}/ml/promotion.yaml`, "./ml/promotion.yaml", "ml/../ml/promotion.test.yaml"];
    const { stdout } = await muster({ cwd }, "validate", ...named);
    assert.equal(stdout.match(/^ml\/promotion\.yaml:1:10 error/gm)?.length, 1, stdout);
    assert.match(stdout, /^ml\/promotion\.test\.yaml:3:8 error/m);
    assert.match(stdout, /1 policy file, 1 policy test: /);
  });

  it("tells the file beside it that a name was meant for", async () => {
    const cwd = newFolder({ "policies/promotion.yaml": "version: 1\n" });
    const { stdout } = await muster({ cwd }, "validate", "policies/promotoin.yaml");
    assert.match(stdout, /there is no file `policies\/promotoin\.yaml`\n {2}help: did you mean `policies\/promotion\.yaml`\?\n/);
  });
});

describe("muster init", () => {
  it("writes a policy and a configuration that are valid without a warning, and a test that passes", async () => {
    const cwd = newRepository();
    const written = await muster({ cwd }, "init");
    assert.equal(written.code, 0);
    const { code, stdout } = await muster({ cwd }, "validate", "--strict");
    assert.deepEqual([code, stdout], [0, "1 policy file: no problem found\n"]);
    const tested = await muster({ cwd }, "test");
    assert.equal(tested.code, 0, tested.stdout);
    const status = await muster({ cwd }, "status");
    assert.deepEqual([status.code, status.stderr], [0, ""]);
  });

  it("writes nothing with --dry-run, and shows what it would write", async () => {
    const cwd = newFolder();
    const { code, stdout } = await muster({ cwd }, "init", "--dry-run");
    assert.equal(code, 0);
    assert.match(stdout, /would write promotion\.yaml[^]*version: 1[^]*would write muster\.config\.yaml/);
    assert.ok(!existsSync(join(cwd, "promotion.yaml")));
  });

  it("writes only what is missing, and leaves what is there as it is", async () => {
    const [policy, config] = [newFolder({ "models/iris.promotion.yaml": "mine\n" }), newFolder({ "muster.config.yaml": "mine\n" })];
    const [beside, besideConfig] = [await muster({ cwd: policy }, "init"), await muster({ cwd: config }, "init")];
    assert.deepEqual([beside.code, besideConfig.code], [0, 0]);
    assert.equal(beside.stderr, "note: `models/iris.promotion.yaml` is there already, and stays as it is\n");
    assert.deepEqual(readdirSync(policy).sort(), ["models", "muster.config.yaml"]);
    assert.match(besideConfig.stderr, /`muster\.config\.yaml` is there already, and stays as it is/);
    assert.deepEqual(readdirSync(config).sort(), ["muster.config.yaml", "promotion.test.yaml", "promotion.yaml"]);
    assert.equal(readFileSync(join(config, "muster.config.yaml"), "utf8"), "mine\n");
  });

  const refused: readonly (readonly [what: string, folder: () => string, says: RegExp])[] = [
    [
      "policy and configuration are there",
      () => newFolder({ "promotion.yaml": "mine\n", "muster.config.yaml": "mine\n" }),
      /`promotion\.yaml` and `muster\.config\.yaml` are there already, and nothing was written/,
    ],
    ["the test alone is there", () => newFolder({ "promotion.test.yaml": "mine\n" }), /`promotion\.test\.yaml` is there already/],
    [
      "a link is there that leads nowhere",
      () => {
        const cwd = newFolder();
        symlinkSync("/nonexistent/zz", join(cwd, "muster.config.yaml"));
        return cwd;
      },
      /`muster\.config\.yaml` is a link that leads nowhere, and nothing was written/,
    ],
  ];
  for (const [what, folder, says] of refused) {
    it(`writes nothing and ends with 2 where ${what}`, async () => {
      const cwd = folder();
      const before = readdirSync(cwd);
      const { code, stderr } = await muster({ cwd }, "init");
      assert.match(stderr, says);
      assert.deepEqual([code, readdirSync(cwd)], [2, before]);
    });
  }

  it("leaves nothing behind where it cannot write all", async () => {
    const cwd = newFolder();
    const { code, stderr } = await execute("bash", ["-c", `trap '' XFSZ; ulimit -f 1; ${process.execPath} ${bin} init`], { cwd });
    assert.deepEqual([code, readdirSync(cwd)], [2, []]);
    assert.match(stderr, /nothing was written: EFBIG/);
  });

  it("says in JSON what it wrote", async () => {
    const json = await muster({ cwd: newFolder() }, "init", "--format", "json");
    assert.deepEqual(
      jsonOf<{ files: { file: string }[] }>(json).files.map(({ file }) => file),
      ["promotion.yaml", "promotion.test.yaml", "muster.config.yaml"],
    );
  });
});

describe("muster explain", () => {
  it("shows the page of a code", async () => {
    const [human, json] = await Promise.all([
      muster({ cwd: newFolder() }, "explain", "tag-missing"),
      muster({ cwd: newFolder() }, "explain", "tag-missing", "--format", "json"),
    ]);
    assert.deepEqual([human.code, json.code], [0, 0]);
    assert.match(human.stdout, /^`?tag-missing`?\n/);
    assert.equal(jsonOf<{ code: string }>(json).code, "tag-missing");
  });

  it("lists every code, one a line where the screen is wide", async () => {
    const { code, stdout } = await muster({ cwd: newFolder() }, "explain");
    assert.equal(code, 0);
    assert.match(stdout, /^tag-missing +the candidate does not have the tag|^tag-missing +/m);
    assert.doesNotMatch(stdout, /docs\/|\n\n/);
  });

  it("ends with 2 for a code that is not there, and says which was meant", async () => {
    const { code, stderr } = await muster({ cwd: newFolder() }, "explain", "tag-mising");
    assert.equal(code, 2);
    assert.match(stderr, /there is no code `tag-mising`[^]*did you mean `tag-missing`\?/);
  });

  it("lays a page out for a terminal: paragraphs wrapped, examples as they are", async () => {
    const { stdout } = await muster({ cwd: newFolder() }, "explain", "unknown-key");
    assert.match(stdout, /^`unknown-key`\n\n[A-Z][^]*\n\nMended\n\n {4}version: 1\n/);
    assert.ok(
      stdout.split("\n").every((line) => line.length <= 100),
      stdout,
    );
  });

  it("tells what a code says of a decision beside what it says of a gate", async () => {
    const schema = JSON.parse(readFileSync(new URL("../../../../schemas/decision.schema.json", import.meta.url), "utf8")) as {
      readonly properties: { readonly code: { readonly enum: readonly string[] } };
    };
    for (const code of schema.properties.code.enum) {
      const { stdout } = await muster({ cwd: newFolder() }, "explain", code);
      assert.match(stdout, /The decision: [a-z][^]*(Any gate|allOf.*): /, code);
    }
  });

  it("explains every diagnostic, and every code that a decision can carry", async () => {
    const codes = new Set(
      jsonOf<{ code: string }[]>(await muster({ cwd: newFolder() }, "explain", "--format", "json")).map(({ code }) => code),
    );
    const outcomes = builtInGates.flatMap((gate) => Object.keys(gate.codes));
    const missing = [...Object.keys(diagnosticCodes), ...outcomes, "order-not-held", "already-there", "drift"].filter(
      (code) => !codes.has(code),
    );
    assert.deepEqual(missing, []);
  });
});

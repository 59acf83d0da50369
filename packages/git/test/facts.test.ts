import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Candidate } from "@muster/core";
import { gitRegistry, type FactFiles } from "@muster/git";
import { commit, git, newRepository, tag } from "./repositories.js";
import { failureOf, valueOf } from "./results.js";

const at = "2026-11-10T09:00:00+01:00";

/** Reads the one version of `model` in a repository with these files. */
const read = (files: Readonly<Record<string, string>>, factFiles: FactFiles = {}, model = "fraud-cards") => {
  const directory = newRepository();
  tag(directory, `${model.replace(":", "=")}@v1.0.0`, commit(directory, files), at);
  return gitRegistry({ directory, ...factFiles }).readVersion(model, "v1.0.0");
};

const metricsOf = async (files: Readonly<Record<string, string>>, metrics: readonly string[]): Promise<Candidate["metrics"]> =>
  (await valueOf(read(files, { metrics }))).metrics;

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

describe("a version's facts", () => {
  it("are those of its commit, not of the work tree or of later commits", async () => {
    const directory = newRepository();
    const revision = commit(directory, { "metrics.json": '{"auc": 0.9}' });
    tag(directory, "fraud-cards@v1.0.0", revision, at);
    commit(directory, { "metrics.json": '{"auc": 0.99}' });
    writeFileSync(join(directory, "metrics.json"), '{"auc": 1}');
    const candidate = await valueOf(gitRegistry({ directory, metrics: ["metrics.json"] }).readVersion("fraud-cards", "v1.0.0"));
    assert.deepEqual(candidate, {
      version: "v1.0.0",
      createdAt: "2026-11-10T08:00:00.000Z",
      revision,
      author: "erin@example.com",
      tags: {},
      params: {},
      metrics: { auc: 0.9 },
    });
  });

  it("name the commit's author, whoever committed or tagged it", async () => {
    const directory = newRepository();
    commit(directory, { "a.txt": "a" });
    git(directory, "commit", "--quiet", "--amend", "--no-edit", "--author=Åsa <asa@example.com>");
    tag(directory, "fraud-cards@v1.0.0", "HEAD", at);
    assert.equal((await valueOf(gitRegistry({ directory }).readVersion("fraud-cards", "v1.0.0"))).author, "asa@example.com");
  });

  it("take metrics from JSON, YAML and TOML, nested names joined with a dot", async () => {
    const files = {
      "m.json": '{"json": {"auc": 0.9, "by.country": {"DE": 0.8}}, "passed": true, "note": "good", "nothing": null, "curve": [1, 2]}',
      "m.yaml": "yaml:\n  auc: 0.9\n  1: 5e-3\nbase: &base {f1: 0.7}\ncopy:\n  <<: *base\n",
      "m.toml": "[toml]\nauc = 0.9\ncount = 12\nday = 2026-11-10\n[toml.deep]\nf1 = 0.7\n",
    };
    assert.deepEqual(await metricsOf(files, ["m.json", "m.yaml", "m.toml"]), {
      "json.auc": 0.9,
      "json.by.country.DE": 0.8,
      passed: true,
      note: "good",
      nothing: null,
      "yaml.1": 5e-3,
      "yaml.auc": 0.9,
      "base.f1": 0.7,
      "copy.f1": 0.7,
      "toml.auc": 0.9,
      "toml.count": 12,
      "toml.deep.f1": 0.7,
    });
  });

  it("keep a number that is not finite as its name", async () => {
    const files = {
      "m.json": '{"a": NaN, "b": -Infinity, "c": Infinity, "d": 1e999, "e": "NaN", "NaN": 1, "f\\"NaN": 2}',
      "m.yaml": "g: .nan\nh: -.inf\ni: NaN\n",
      "m.toml": "j = nan\nk = inf\n",
    };
    assert.deepEqual(await metricsOf(files, ["m.json", "m.yaml", "m.toml"]), {
      ...{ a: "NaN", b: "-Infinity", c: "Infinity", d: "Infinity", e: "NaN", NaN: 1, 'f"NaN': 2 },
      ...{ g: "NaN", h: "-Infinity", i: "NaN", j: "NaN", k: "Infinity" },
    });
  });

  it("are none where a named file is not there, or says nothing", async () => {
    assert.deepEqual(
      await metricsOf({ "a.txt": "a", "empty.yaml": "", "null.json": "null", "dir/x": "x" }, ["m.json", "empty.yaml", "null.json", "dir"]),
      {},
    );
  });

  it("are found where `{model}` stands for the model's name", async () => {
    const files = { "metrics/fraud-cards.json": '{"auc": 0.9}', "metrics/models/churn.json": '{"auc": 0.8}' };
    assert.deepEqual(await metricsOf(files, ["./metrics/{model}.json"]), { auc: 0.9 });
    assert.deepEqual((await valueOf(read(files, { metrics: ["metrics/{model}.json"] }, "models:churn"))).metrics, { auc: 0.8 });
  });

  it("are malformed where a file cannot be read, with the file and the line", async () => {
    const cases: readonly (readonly [file: string, text: string, says: RegExp])[] = [
      ["m.json", '{\n  "auc": 0.9,\n  "f1" 0.8\n}', /`m\.json` at commit \w{7} cannot be read, line 3: no JSON/],
      ["m.json", '{"auc": 0.9', /`m\.json` at commit \w{7} cannot be read/],
      ["m.json", "", /cannot be read/],
      ["m.json", "[0.9]", /not a mapping/],
      ["m.json", "0.9", /not a mapping/],
      ["m.json", `${'{"a":'.repeat(100)}1${"}".repeat(100)}`, /nested more than 64 deep/],
      ["m.yaml", "auc: 0.9\nf1: [1\n", /`m\.yaml` at commit \w{7} cannot be read, line \d/],
      ["m.yaml", "auc: 0.9\nauc: 0.99\n", /cannot be read, line 2/],
      ["m.yaml", `a: &a [1]\nb: &b [${"*a,".repeat(20)}]\nc: &c [${"*b,".repeat(20)}]\nd: [${"*c,".repeat(20)}]\n`, /cannot be read/],
      ["m.toml", "auc = 0.9\nf1 = \n", /`m\.toml` at commit \w{7} cannot be read, line \d/],
      ["m.json", '{"a.b": 1, "a": {"b": 2}}', /`a\.b` has two values/],
      ["m.json", '{"auc": 0.9,\n "auc": 0.99}', /`m\.json` at commit \w{7} cannot be read, line 2: `auc` stands twice in this mapping/],
      ["m.json", '{"loss": NaN,\n\t"test": {"auc": 0.9, "\\u0061uc": 0.99}}', /cannot be read, line 2: `auc` stands twice/],
      ["m.json", `{"auc": 0.9}${" ".repeat(17_000_000)}`, /cannot be read: it is larger than the 16 MiB that are read/],
    ];
    for (const [file, text, says] of cases) await failureOf(read({ [file]: text }, { metrics: [file] }), "malformed", says);
    await failureOf(read({ "m.json": "{}" }, { metrics: ["../m.json"] }), "refused", /no path inside the repository/);
  });

  it("are read however long a line or a text is", async () => {
    const note = '\\"NaN\\" '.repeat(1_500_000);
    const files = { "m.json": `{"auc": 0.9, "loss": NaN, "note": "${note}"}`, "open.json": `{"note": "${note}` };
    assert.equal((await metricsOf(files, ["m.json"]))?.["loss"], "NaN");
    await failureOf(read(files, { metrics: ["open.json"] }), "malformed", /no JSON/);
  });

  it("are malformed where a file is no text", async () => {
    const directory = newRepository();
    writeFileSync(join(directory, "m.json"), Buffer.from([0x7b, 0xff, 0x7d]));
    tag(directory, "fraud-cards@v1.0.0", commit(directory, {}), at);
    await failureOf(
      gitRegistry({ directory, metrics: ["m.json"] }).readVersion("fraud-cards", "v1.0.0"),
      "malformed",
      /`m\.json` is no UTF-8/,
    );
  });

  it("are malformed where two files give one metric: neither is picked in silence", async () => {
    const files = { "a.json": '{"auc": 0.9}', "b.json": '{"auc": 0.99}' };
    await failureOf(read(files, { metrics: ["a.json", "b.json"] }), "malformed", /`auc` has two values, in `a\.json` and in `b\.json`/);
    assert.deepEqual(await metricsOf(files, ["a.json", "./a.json"]), { auc: 0.9 });
  });

  it("take params as text, numbers and booleans; lists as they are written", async () => {
    const files = {
      "params.yaml": "train:\n  depth: 6\n  rate: 0.1\n  framework: xgboost\n  gpu: false\n  layers: [64, 32]\n  seed:\n  nan: .nan\n",
    };
    assert.deepEqual((await valueOf(read(files, { params: ["params.yaml"] }))).params, {
      ...{
        "train.depth": 6,
        "train.rate": 0.1,
        "train.framework": "xgboost",
        "train.gpu": false,
        "train.layers": "[64,32]",
        "train.nan": "NaN",
      },
    });
  });

  it("take a name such as `__proto__` for what it is", async () => {
    const metrics = await metricsOf({ "m.json": '{"__proto__": 0.9, "constructor": {"prototype": 1}}' }, ["m.json"]);
    assert.deepEqual(Object.entries(metrics ?? {}), [
      ["__proto__", 0.9],
      ["constructor.prototype", 1],
    ]);
  });

  it("take tags from the model's entry in artifacts.yaml", async () => {
    const entry =
      "type: model\n  path: ./models/cards/\n  description: Scores cards\n  labels: [card, pci/high]\n  custom:\n    risk_tier: high\n    path: other\n    tries: 3\n    nested: {a: 1}";
    const { tags } = await valueOf(read({ "artifacts.yaml": `fraud-cards:\n  ${entry}\nother:\n  type: dataset\n` }));
    assert.deepEqual(tags, {
      ...{ type: "model", path: "./models/cards/", description: "Scores cards" },
      ...{ "label.card": "true", "label.pci/high": "true", risk_tier: "high", tries: 3 },
    });
    const inDirectory = { "models/artifacts.yaml": "churn:\n  type: model\n", "artifacts.yaml": "churn:\n  type: other\n" };
    assert.deepEqual((await valueOf(read(inDirectory, {}, "models:churn"))).tags, { type: "model" });
    await failureOf(read({ "artifacts.yaml": "fraud-cards: [" }), "malformed", /`artifacts\.yaml` at commit/);
    await failureOf(read({ "artifacts.yaml": "fraud-cards: 7" }), "malformed", /`fraud-cards` is no mapping/);
    await failureOf(read({ "artifacts.yaml": "- fraud-cards" }), "malformed", /not a mapping/);
  });
});

describe("an artifact's digest", () => {
  const digestOf = async (files: Readonly<Record<string, string>>, path = "models/model.bin", model = "fraud-cards") => {
    const [directory = "", name = ""] = model.includes(":") ? model.split(":") : ["", model];
    const index = directory === "" ? "artifacts.yaml" : `${directory}/artifacts.yaml`;
    return (await valueOf(read({ ...files, [index]: `${name}:\n  path: ${path}\n` }, {}, model))).digest;
  };

  it("is the SHA-256 of its file, however large", async () => {
    assert.equal(await digestOf({ "models/model.bin": "weights" }), sha256("weights"));
    const large = "wéights ".repeat(500_000);
    assert.equal(await digestOf({ "models/model.bin": large }), sha256(large));
    assert.equal(await digestOf({ "models/model.bin": "" }), sha256(""));
  });

  it("is that of the file which a Git LFS pointer names", async () => {
    const oid = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    assert.equal(
      await digestOf({ "models/model.bin": `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n` }),
      `sha256:${oid}`,
    );
  });

  it("is git's own id of a directory", async () => {
    const digest = await digestOf({ "models/cards/a.bin": "a", "models/cards/b.bin": "b" }, "models/cards");
    assert.match(digest ?? "", /^git-tree:[0-9a-f]{40}$/);
    assert.equal(digest, await digestOf({ "models/cards/a.bin": "a", "models/cards/b.bin": "b", "more.txt": "x" }, "models/cards/"));
    assert.notEqual(digest, await digestOf({ "models/cards/a.bin": "a", "models/cards/b.bin": "c" }, "models/cards"));
  });

  it("is the MD5 by which DVC keeps it, from its `.dvc` file or from dvc.lock", async () => {
    const md5 = "a304afb96060aad90176268345e10355";
    assert.equal(
      await digestOf({ "models/model.bin.dvc": `outs:\n- md5: ${md5}\n  size: 12\n  hash: md5\n  path: model.bin\n` }),
      `md5:${md5}`,
    );
    assert.equal(await digestOf({ "models/model.bin.dvc": `outs:\n- md5: ${md5}.dir\n  nfiles: 2\n  path: model.bin\n` }), `md5:${md5}`);
    const lock = (path: string) =>
      `schema: '2.0'\nstages:\n  train:\n    cmd: x\n    deps:\n    - {path: ${path}, md5: 00}\n    outs:\n    - {path: ${path}, md5: ${md5}}\n`;
    assert.equal(await digestOf({ "dvc.lock": lock("models/model.bin") }), `md5:${md5}`);
    assert.equal(await digestOf({ "models/dvc.lock": lock("model.bin") }), `md5:${md5}`);
    assert.equal(await digestOf({ "eu/models/dvc.lock": lock("model.bin") }, "models/model.bin", "eu:churn"), `md5:${md5}`);
    await assert.rejects(digestOf({ "dvc.lock": "stages: [" }), /malformed/);
  });

  it("is not told where neither git nor DVC has the artifact", async () => {
    assert.equal(await digestOf({ "other.bin": "x", "dvc.lock": "schema: '2.0'\n" }), undefined);
    assert.equal(await digestOf({ "other.bin": "x" }, "../other.bin"), undefined);
    assert.equal(await digestOf({ "other.bin": "x" }, "s3://bucket/model"), undefined);
    const directory = newRepository();
    symlinkSync("elsewhere.bin", join(directory, "model.bin"));
    tag(directory, "fraud-cards@v1.0.0", commit(directory, { "artifacts.yaml": "fraud-cards: {path: model.bin}" }), at);
    assert.equal((await valueOf(gitRegistry({ directory }).readVersion("fraud-cards", "v1.0.0"))).digest, undefined);
  });
});

/** The workspace's configuration. */
import assert from "node:assert/strict";
import { readConfig } from "@muster/core";

const read = (text: string) => readConfig({ file: "muster.config.yaml", text });

const messagesOf = (text: string) =>
  read(text).diagnostics.map(({ range, message, help }) => [`${range.start.line}:${range.start.column}`, message, help]);

describe("a configuration", () => {
  it("is read from YAML and from JSON", () => {
    const config = { version: 1, registry: { type: "git" }, plugins: ["./gates/fairness.mjs"] };
    for (const text of ["version: 1\nregistry: { type: git }\nplugins: [./gates/fairness.mjs]\n", JSON.stringify(config)]) {
      const { config: found, diagnostics } = read(text);
      assert.deepEqual({ config: found, diagnostics }, { config, diagnostics: [] });
    }
  });

  it("is told which key was meant, at any depth", () => {
    assert.deepEqual(messagesOf("version: 1\nregistry:\n  type: git\n  metrcs: []\nplugin: []\n"), [
      ["4:3", "there is no key `metrcs` here", "did you mean `metrics`?"],
      ["5:1", "there is no key `plugin` here", "did you mean `plugins`?"],
    ]);
  });

  it("is told what is missing and what is none of the values", () => {
    assert.deepEqual(messagesOf("registry: { type: gti }\n"), [
      ["1:1", "`version` is missing", undefined],
      ["1:19", '`type` takes `git` or `mlflow`, not the text "gti"', "did you mean `git`?"],
    ]);
  });

  it("has the keys of its own kind of registry, and no other's", () => {
    assert.deepEqual(messagesOf("version: 1\nregistry:\n  type: mlflow\n  metrics: []\n"), [
      [
        "4:3",
        "there is no key `metrics` here",
        "the keys here are `type`, `uri`, `registryUri`, `workspace`, `registeredAs`, `stages`, `authorTag`, `digestTag`",
      ],
    ]);
    assert.deepEqual(messagesOf("version: 1\nregistry:\n  type: git\n  uri: http://127.0.0.1:5000\n"), [
      ["4:3", "there is no key `uri` here", "the keys here are `type`, `remote`, `metrics`, `params`"],
    ]);
    assert.deepEqual(messagesOf("version: 1\nregistry:\n  type: mlflow\n  registerdAs: dev.{model}\n"), [
      ["4:3", "there is no key `registerdAs` here", "did you mean `registeredAs`?"],
    ]);
    assert.deepEqual(messagesOf("version: 1\nregistry:\n  uri: http://127.0.0.1:5000\n"), [
      ["3:3", "`type` is missing in `registry`", undefined],
    ]);
  });

  it("binds a stage to one thing in MLflow", () => {
    const bound = (binding: string) => messagesOf(`version: 1\nregistry:\n  type: mlflow\n  stages:\n    production: ${binding}\n`);
    assert.deepEqual(bound("{ alias: champion }"), []);
    assert.deepEqual(bound("{ legacyStage: Production, archive: true }"), []);
    assert.deepEqual(bound("{ copyTo: 'prod.{model}', alias: champion }"), []);
    assert.deepEqual(bound("{ alias: champion, legacyStage: Production }"), [
      ["5:19", "there is no key `alias` here", "`alias` does not go with the keys beside it"],
    ]);
    assert.deepEqual(bound("{ legacyStag: Production }"), [
      ["5:17", "`alias` is missing in `production`", undefined],
      ["5:19", "there is no key `legacyStag` here", "did you mean `legacyStage`?"],
    ]);
    assert.deepEqual(bound("{ copyTo: prod }"), [
      ["5:27", '`copyTo` takes a name with `{model}` in it, where the model\'s name stands, not the text "prod"', undefined],
    ]);
  });

  it("keeps the ledger on a branch that git allows", () => {
    const kept = (branch: string) => messagesOf(`version: 1\nledger: { type: git, branch: ${JSON.stringify(branch)} }\n`);
    for (const branch of ["muster/ledger", "ledgers/eu", "Head", "a.b", "übung", "x@y", "locks"])
      assert.deepEqual(kept(branch), [], branch);
    const refused = [
      "../x",
      "a b",
      "HEAD",
      "@",
      "-x",
      "/x",
      "x/",
      "x//y",
      ".x",
      "x/.y",
      "x.",
      "x.lock",
      "x.lock/y",
      "x@{1}",
      "x:y",
      "x\\y",
      "",
    ];
    for (const branch of refused)
      assert.deepEqual(kept(branch), [
        [
          "2:30",
          `\`branch\` takes a name that git allows for a branch, such as \`muster/ledger\`, not the text ${JSON.stringify(branch)}`,
          undefined,
        ],
      ]);
  });

  it("has a deadline that will come", () => {
    const within = (deadline: string) => messagesOf(`version: 1\nintentDeadline: ${deadline}\n`);
    for (const deadline of ["10m", "1h30m", "9999w", "0h1s"]) assert.deepEqual(within(deadline), [], deadline);
    for (const deadline of ["soon", "0m", "99999999999w", "10m1h", "10"])
      assert.match(within(deadline).flat().join(" "), /^2:17 `intentDeadline` takes a (duration such as `24h`|text)/);
  });

  it("is nothing but a mapping", () => {
    assert.deepEqual(messagesOf("- version: 1\n"), [["1:1", "the configuration is a mapping, not a list", undefined]]);
  });
});

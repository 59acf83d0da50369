/** The workspace's configuration. */
import assert from "node:assert/strict";
import { readConfig } from "@muster/core";

const read = (text: string) => readConfig({ file: "muster.config.yaml", text });

const messagesOf = (text: string) =>
  read(text).diagnostics.map(({ range, message, help }) => [`${range.start.line}:${range.start.column}`, message, help]);

describe("a configuration", () => {
  it("is read from YAML and from JSON", () => {
    const config = { version: 1, registry: { type: "git" }, plugins: ["./gates/fairness.mjs"] };
    assert.deepEqual(read("version: 1\nregistry: { type: git }\nplugins: [./gates/fairness.mjs]\n"), { config, diagnostics: [] });
    assert.deepEqual(read(JSON.stringify(config)), { config, diagnostics: [] });
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
      ["1:19", '`type` takes `git`, not the text "gti"', "did you mean `git`?"],
    ]);
  });

  it("is nothing but a mapping", () => {
    assert.deepEqual(messagesOf("- version: 1\n"), [["1:1", "the configuration is a mapping, not a list", undefined]]);
  });
});

/** Which policies govern a model. */
import assert from "node:assert/strict";
import { governingPolicies, overlappingPolicies, parsePolicy } from "@muster/core";

const governing = (name: string, models: readonly string[], stage = "{ name: production, gates: [{ tag: x, exists: true }] }") =>
  parsePolicy({
    file: `${name}.promotion.yaml`,
    text: `version: 1\nname: ${name}\nmodels: ${JSON.stringify(models)}\nstages: [${stage}]\n`,
  });

const overlap = (one: readonly string[], other: readonly string[], models: readonly string[] = []) =>
  overlappingPolicies([governing("one", one), governing("other", other)], models).map(({ severity, message }) => `${severity}: ${message}`);

describe("the policies that govern a model", () => {
  it("are those that include it and do not exclude it", () => {
    const policies = [governing("all", ["*", "!fraud-*"]), governing("fraud", ["fraud-*"]), governing("team", ["team/**"])];
    const names = (model: string) => governingPolicies(policies, model).map(({ policy }) => policy?.name);
    assert.deepEqual(names("fraud-cards"), ["fraud"]);
    assert.deepEqual(names("credit"), ["all"]);
    assert.deepEqual(names("team/a/b"), ["team"]);
    assert.deepEqual(names("other/a"), []);
  });

  it("have among them one with errors, so that the model does not look ungoverned", () => {
    const broken = governing("fraud", ["fraud-*"], "{ nam: production }");
    const unreadable = parsePolicy({ file: "x.promotion.yaml", text: "models: [" });
    assert.deepEqual(governingPolicies([broken, unreadable], "fraud-cards"), [broken, unreadable]);
    assert.deepEqual(governingPolicies([broken], "credit"), []);
  });
});

describe("two policies", () => {
  it("overlap in error where a known model is governed by both", () => {
    assert.deepEqual(overlap(["fraud-*"], ["*-cards"], ["credit", "fraud-cards"]), [
      "error: `fraud-cards` is governed by policy `other` in `other.promotion.yaml` too",
      "error: `fraud-cards` is governed by policy `one` in `one.promotion.yaml` too",
    ]);
  });

  const apart: readonly (readonly [one: readonly string[], other: readonly string[]])[] = [
    [["fraud-*"], ["credit-*"]],
    [["fraud-*", "!*-cards"], ["*-cards"]],
    [["a/*"], ["a/*/b"]],
    [["*"], ["a/**"]],
    [["a?c"], ["abbc"]],
    [["fraud"], ["Fraud"]],
    [["[ab]x"], ["cx"]],
    [["\\*x"], ["ax"]],
  ];
  for (const [one, other] of apart)
    it(`are apart: ${one.join(" ")} and ${other.join(" ")}`, () => assert.deepEqual(overlap(one, other), []));

  const meeting: readonly (readonly [one: readonly string[], other: readonly string[], model: string])[] = [
    [["fraud-*"], ["*-cards"], "fraud-cards"],
    [["*"], ["a?c"], "axc"],
    [["a/**"], ["a/*/c"], "a/x/c"],
    [["a/**/c"], ["a/c"], "a/c"],
    [["**"], ["team/x"], "team/x"],
    [["x-*", "fraud-*"], ["credit-*", "fraud-cards"], "fraud-cards"],
  ];
  for (const [one, other, model] of meeting) {
    it(`may meet: ${one.join(" ")} and ${other.join(" ")} in ${model}`, () => {
      const [first] = overlap(one, other);
      assert.equal(first, `warning: a model \`${model}\` would be governed by policy \`other\` in \`other.promotion.yaml\` too`);
    });
  }

  it("of which one has errors are not compared", () => {
    assert.deepEqual(overlappingPolicies([governing("one", ["*"]), governing("other", ["*"], "{ nam: x }")]), []);
  });
});

/** Names by globs: which models a policy governs and which metrics a gate ranges over. */
import assert from "node:assert/strict";
import { modelMatcher } from "@muster/core";
import fc from "fast-check";

describe("a policy's models", () => {
  const governs = (...patterns: readonly string[]) => modelMatcher(patterns);

  it("are those that a pattern includes", () => {
    assert.ok(governs("fraud-*", "churn")("fraud-cards"));
    assert.ok(governs("fraud-*", "churn")("churn"));
    assert.ok(!governs("fraud-*", "churn")("churn-2"));
  });

  it("are not those that a pattern excludes, wherever it stands", () => {
    assert.ok(!governs("fraud-*", "!fraud-sandbox-*")("fraud-sandbox-1"));
    assert.ok(!governs("!fraud-sandbox-*", "fraud-*")("fraud-sandbox-1"));
    assert.ok(governs("!fraud-sandbox-*", "fraud-*")("fraud-cards"));
  });

  it("are none where patterns only exclude", () => {
    assert.ok(!governs("!fraud-*")("churn"));
  });

  it("are none where a pattern cannot be read", () => {
    assert.ok(!governs("*", "!")("churn"));
    assert.ok(!governs("*", "../x")("churn"));
    assert.ok(!governs("*", "x".repeat(1001))("churn"));
  });

  it("are matched to the letter", () => {
    assert.ok(!governs("Fraud")("fraud"));
    assert.ok(governs(".hidden*")(".hidden-1"));
    assert.ok(governs("*")(".hidden"));
    assert.ok(!governs("a/b")("a//b"));
  });

  const table: readonly (readonly [string, string, boolean])[] = [
    ["*", "team/fraud", false],
    ["**", "team/fraud", true],
    ["team/*", "team/fraud", true],
    ["team/*", "team/fraud/cards", false],
    ["team/**", "team/fraud/cards", true],
    ["**/cards", "team/fraud/cards", true],
    ["a**b", "a/b", false],
    ["fraud-?", "fraud-1", true],
    ["fraud-?", "fraud-12", false],
    ["fraud-[0-9]", "fraud-7", true],
    ["fraud-[!0-9]", "fraud-7", false],
    ["fraud-[0-9", "fraud-[0-9", true],
    ["{a,b}", "{a,b}", true],
    ["{a,b}", "a", false],
    ["+(a)", "aa", false],
    ["#a", "#a", true],
    ["\\*", "*", true],
    ["\\*", "a", false],
    ["*", "__proto__", true],
  ];
  for (const [pattern, name, matches] of table) {
    it(`\`${pattern}\` ${matches ? "includes" : "does not include"} \`${name}\``, () => {
      assert.equal(governs(pattern)(name), matches);
    });
  }

  it("are told soon, whatever the pattern and the name", () => {
    const pieces = ["a*", "*a", "?*", "*?", "[ab]*", "*[!c]", "**/", "a*/", "*aaaaaaaa", "a?a", "(a+)+", "\\"];
    const began = performance.now();
    for (const piece of pieces) {
      for (const name of ["a".repeat(10_000), "a/".repeat(5000), "ab".repeat(5000), `${"a".repeat(9999)}c`]) {
        governs(`${piece.repeat(Math.floor(900 / piece.length))}b`)(name);
      }
    }
    assert.ok(performance.now() - began < 10_000);
  });

  it("never make a matcher throw", () => {
    const letters = fc.constantFrom(
      "a",
      "b",
      "*",
      "?",
      "[",
      "]",
      "!",
      "^",
      "-",
      "/",
      "\\",
      "[:alpha:]",
      "[:",
      "(",
      ")",
      "{",
      "}",
      "|",
      "+",
      "@",
      "\ud800",
      "😀",
      "\n",
    );
    const text = fc.array(letters, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (pattern, name) => {
        assert.equal(typeof governs(pattern)(name), "boolean");
      }),
      { numRuns: 5000 },
    );
  });
});

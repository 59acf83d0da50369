/** What a mistyped word was meant to be. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { suggest } from "@muster/core";

const kinds = ["metric", "approvals", "soak", "windows", "tag", "param", "check", "rule", "anyOf", "allOf", "uses"];

describe("a suggestion", () => {
  const cases: readonly (readonly [word: string, meant: string | undefined])[] = [
    ["metrics", "metric"],
    ["mertic", "metric"],
    ["Metric", "metric"],
    ["aproval", "approvals"],
    ["window", "windows"],
    ["anyof", "anyOf"],
    ["tga", "tag"],
    ["use", "uses"],
    ["x", undefined],
    ["", undefined],
    ["approve-this", undefined],
    ["metric", undefined],
  ];
  for (const [word, meant] of cases) it(`for \`${word}\` is ${meant ?? "none"}`, () => assert.equal(suggest(word, kinds), meant));

  it("is the nearest, and of equally near ones the first", () => {
    assert.equal(suggest("stagging", ["stages", "staging"]), "staging");
    assert.equal(suggest("prox", ["prod", "prob"]), "prod");
  });

  it("is one of the candidates and another word", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        const meant = suggest(word, candidates);
        return meant === undefined || (candidates.includes(meant) && meant !== word);
      }),
    );
  });

  it("is found for one edit of a word of three letters or more", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.nat(), fc.constantFrom("insert", "delete", "change"), (word, seed, edit) => {
        const at = seed % word.length;
        const typed = word.slice(0, at) + (edit === "delete" ? "" : "q") + word.slice(edit === "insert" ? at : at + 1);
        return suggest(typed, [word]) === word;
      }),
    );
  });

  it("is not looked for where a word is longer than any name", () =>
    assert.equal(suggest("m".repeat(100_000), ["m".repeat(100_001)]), undefined));
});

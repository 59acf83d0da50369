/** Every case of the language service. `MUSTER_FIXTURES=write` writes down what is answered now, to be read before it is kept. */
import assert from "node:assert/strict";
import { answers } from "./answers.js";
import { fixturesIn } from "./fixture.js";
import { openCase } from "./world.js";

const ended = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

describe("the language service", () => {
  for (const [folder, answer] of Object.entries(answers)) {
    describe(folder.replaceAll("-", " "), () => {
      for (const fixture of fixturesIn(folder)) {
        it(fixture.name, async () => {
          const { document, context } = await openCase(fixture);
          const got = fixture.wanted.map(({ name }) => ({
            name,
            text: ended(answer({ document, context, offset: fixture.offset }, name)),
          }));
          if (process.env["MUSTER_FIXTURES"] === "write") fixture.update(got);
          else assert.deepEqual(got, fixture.wanted);
          assert.ok(got.length > 0, "the case asks something");
        });
      }
    });
  }
});

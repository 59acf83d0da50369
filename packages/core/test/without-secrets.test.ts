import assert from "node:assert/strict";
import { withoutSecrets } from "@muster/core";

const cases: readonly (readonly [what: string, text: string, told: string])[] = [
  ["a user and a password", "at https://erin:hunter2@example.com/x.git now", "at https://***@example.com/x.git now"],
  ["a password with a slash", "'https://erin:hun/ter2@example.com:1/x.git/':", "'https://***@example.com:1/x.git/':"],
  ["a password with at signs", "`http://erin:h@nt@er2@example.com`", "`http://***@example.com`"],
  ["a password with quotes", "http://erin:h'un\"ter2@example.com", "http://***@example.com"],
  ["a query", "http://example.com/?token=abc&page=2' failed", "http://example.com/?***' failed"],
  ["a query that is one word", "http://example.com/?abc", "http://example.com/?***"],
  ["a query without its address", "GET /x?sig=abc", "GET /x?***"],
  ["each of several addresses", "http://a:b@c then http://d:e@f?g=h", "http://***@c then http://***@f?***"],
];

describe("a text without secrets leaves out", () => {
  for (const [what, text, told] of cases) it(what, () => assert.equal(withoutSecrets(text), told));

  it("nothing of a text that has none", () => {
    const text = "fatal: erin@example.com cannot reach https://example.com/x.git\nor git@example.com:x.git: really?yes";
    assert.equal(withoutSecrets(text), text);
  });

  it("them fast, however long the text is", () => {
    const text = "//?=".repeat(1_000_000);
    const begun = performance.now();
    withoutSecrets(text);
    assert.ok(performance.now() - begun < 2000);
  });
});
